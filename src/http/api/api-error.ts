/** One field that did not pass. */
export interface Validation {
  readonly field: string;
  readonly detail: string;
}

/**
 * A REST caller is wrong, and is told: `{message, detail?, validations?}` under `status`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly detail: string | undefined;
  readonly validations: readonly Validation[] | undefined;

  constructor(status: number, message: string, facts: { readonly detail?: string; readonly validations?: readonly Validation[] } = {}) {
    super(message);
    this.status = status;
    this.detail = facts.detail;
    this.validations = facts.validations;
  }
}
