/** What a result code means to whoever meets it. */
export interface Explanation {
  /** What was wrong. */
  readonly cause: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Explanations by result code. */
export type Explanations = Readonly<Record<string, Explanation>>;

/** Writes one down. */
export const explanation = (cause: string, fix: string): Explanation => ({ cause, fix });
