/** Every OAuth error code Grantry answers with, and the status it travels under. */
export const statusByErrorCode = {
  invalid_request: 400, // RFC 6749 §5.2
  invalid_client: 401, // RFC 6749 §5.2
  invalid_grant: 400, // RFC 6749 §5.2
  unauthorized_client: 400, // RFC 6749 §5.2
  unsupported_grant_type: 400, // RFC 6749 §5.2
  invalid_scope: 400, // RFC 6749 §5.2
  unsupported_response_type: 400, // RFC 6749 §4.1.2.1
  access_denied: 400, // RFC 6749 §4.1.2.1
  login_required: 400, // OpenID Connect Core §3.1.2.6
  consent_required: 400, // OpenID Connect Core §3.1.2.6
  account_selection_required: 400, // OpenID Connect Core §3.1.2.6
  interaction_required: 400, // OpenID Connect Core §3.1.2.6
  unmet_authentication_requirements: 400, // OpenID Connect Core Unmet Authentication Requirements §2
  invalid_target: 400, // RFC 8707 §2
  invalid_request_uri: 400, // RFC 9101 §7
  invalid_request_object: 400, // RFC 9101 §7
  request_uri_not_supported: 400, // RFC 9101 §7
  invalid_authorization_details: 400, // RFC 9396 §5
  unsupported_token_type: 400, // RFC 7009 §2.2.1
  authorization_pending: 400, // RFC 8628 §3.5
  slow_down: 400, // RFC 8628 §3.5
  expired_token: 400, // RFC 8628 §3.5
  invalid_dpop_proof: 400, // RFC 9449 §5; 401 at a protected resource (§7.1)
  use_dpop_nonce: 400, // RFC 9449 §8; 401 at a protected resource (§9)
  use_attestation_challenge: 400, // draft-ietf-oauth-attestation-based-client-auth §7.4
  use_fresh_attestation: 400, // draft-ietf-oauth-attestation-based-client-auth §7.4
  invalid_client_attestation: 400, // draft-ietf-oauth-attestation-based-client-auth §7.4
  invalid_redirect_uri: 400, // RFC 7591 §3.2.2
  invalid_client_metadata: 400, // RFC 7591 §3.2.2
  unapproved_software_statement: 400, // RFC 7591 §3.2.2
  invalid_token: 401, // RFC 6750 §3.1
  insufficient_scope: 403, // RFC 6750 §3.1
  insufficient_user_authentication: 401, // RFC 9470 §3
  temporarily_unavailable: 503, // RFC 6749 §4.1.2.1
  server_error: 500, // RFC 6749 §4.1.2.1
} as const;

/** An OAuth error code that this server knows. */
export type OAuthErrorCode = keyof typeof statusByErrorCode;

/** What `error_description` may not contain (RFC 6749 §5.2): all but printable ASCII, and `"` and `\`. */
const forbidden = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/g;

/** Letters of the longest description. It may quote what was sent, and goes into URLs and headers. */
const maxDescriptionLength = 1000;

/**
 * The peer is wrong, and is told.
 *
 * `message` goes on the wire as `error_description`; `reason` is exact and goes to the log and the audit trail only.
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;
  readonly reason: string;
  /** `error_uri`: where the peer may read more (RFC 6749 §5.2). */
  readonly uri: string | undefined;

  constructor(code: OAuthErrorCode, description: string, reason: string = description, uri?: string) {
    super(description.slice(0, maxDescriptionLength).replace(forbidden, '?'));
    this.code = code;
    this.reason = reason;
    this.uri = uri;
  }

  /** The HTTP status that goes with the code. */
  get status(): number {
    return statusByErrorCode[this.code];
  }
}
