/** One field that did not pass. */
export interface Validation {
  readonly field: string;
  readonly detail: string;
}

/** What more an answer may say. */
export interface ApiErrorFacts {
  readonly detail?: string;
  readonly validations?: readonly Validation[];
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A REST caller is wrong, and is told: `{message, detail?, validations?}` under `status`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly detail: string | undefined;
  readonly validations: readonly Validation[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, facts: ApiErrorFacts = {}) {
    super(message);
    this.status = status;
    this.detail = facts.detail;
    this.validations = facts.validations;
    this.headers = facts.headers ?? {};
  }
}
