/** The error codes a protected resource answers with. */
export type DenialCode =
  /** RFC 6750 §3.1 */
  | 'invalid_request'
  | 'invalid_token'
  | 'insufficient_scope'
  /** RFC 9470 §3 */
  | 'insufficient_user_authentication'
  /** RFC 9449 §7.1, §9 */
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  /** The authorization server could not be asked. */
  | 'temporarily_unavailable';

/** Why a request is not let through, before it is HTTP. */
export interface Denial {
  /** undefined: there was no token, and that is no error yet (RFC 6750 §3.1). */
  readonly code: DenialCode | undefined;
  /** Told to the client: vague where precision would help an attacker. */
  readonly description: string;
  /** For the log only. */
  readonly reason: string;
}

/** A token that is not accepted. The client learns no more than that, the log learns why. */
export const invalidToken = (reason: string): Denial => ({ code: 'invalid_token', description: 'The access token is not valid.', reason });

/** A DPoP proof that is not accepted. */
export const invalidProof = (reason: string): Denial => ({
  code: 'invalid_dpop_proof',
  description: 'The DPoP proof is not valid.',
  reason,
});
