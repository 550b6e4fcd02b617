/** Where a flag's value goes in the request: `body` is one member of it, `whole body` all of one that is a list. */
export type FlagPlace = 'path' | 'query' | 'body' | 'whole body';

/**
 * What a flag's text stands for. `json` is any JSON, sent as it is; `json-text` is JSON that the API takes as text; `strings` may be
 * given several times.
 */
export type FlagType = 'string' | 'int' | 'float' | 'bool' | 'json' | 'json-text' | 'strings';

/** A flag of an operation's command. */
export interface OperationFlag {
  /** kebab-case: `jwt-at-claims`. */
  readonly name: string;
  /** What the API calls it: `jwtAtClaims`. */
  readonly member: string;
  readonly place: FlagPlace;
  readonly type: FlagType;
  readonly summary: string;
  /** One letter. */
  readonly short?: string;
  readonly isRequired?: true;
  /** Whether the API refuses anything but what says nothing. */
  readonly isUnsupported?: true;
  /** The only values it may have, or its elements. */
  readonly accepts?: readonly string[];
}

/** An operation of the engine API as a command: data, computed from the operation's definition. */
export interface OperationCommand {
  /** The words that call it: `['token', 'process']`. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path, with `{member}` where a flag's value goes. */
  readonly template: string;
  readonly flags: readonly OperationFlag[];
  /** Values for the flags, by member, that help shows; `$NAME` in a text is a variable of the shell. */
  readonly example: Readonly<Record<string, unknown>>;
}
