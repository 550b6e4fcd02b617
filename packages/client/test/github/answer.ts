/** An answer of the stand-in before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as the stand-in sees it. */
export interface Asked {
  readonly method: string;
  /** With the API's base removed. */
  readonly path: string;
  readonly host: string;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON a client sent; routes look at what they need
  readonly body: any;
}

/** Answers a request of its kind; undefined leaves it to the next. */
export type Route = (asked: Asked) => Answer | undefined;

/** A refusal in GitHub's words. */
export const refuse = (status: number, message: string, headers?: Readonly<Record<string, string>>): Answer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest' },
  ...(headers === undefined ? {} : { headers }),
});

/** The numbers or names in a path, if it is one of that form; `*` stands for a segment. */
export const match = (path: string, form: string): readonly string[] | undefined => {
  const found = new RegExp(`^${form.replaceAll('*', '([^/?]+)')}(?:\\?.*)?$`).exec(path);
  return found === null ? undefined : found.slice(1);
};
