/** What a service's answers leave out. */
export interface ServiceAnswerRules {
  /** `iss` in authorization responses (RFC 9207 §2). */
  readonly issSuppressed: boolean;
  /** `error_description` (RFC 6749 §5.2). */
  readonly errorDescriptionOmitted: boolean;
  /** `error_uri` (RFC 6749 §5.2). */
  readonly errorUriOmitted: boolean;
}

/** Errors say what is wrong; they link to nothing. */
export const plainAnswerRules: ServiceAnswerRules = { issSuppressed: false, errorDescriptionOmitted: false, errorUriOmitted: true };
