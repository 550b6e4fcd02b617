import type { Secret } from '../../protocol/secret.ts';
import type { TokenTerms } from '../model/token-terms.ts';

/**
 * What the caller of a token request may say beside it: whoever runs the engine, never the client. It is read by `readTokenOptions`.
 *
 * Lifetimes hold for this request, properties for the grant's later tokens too.
 */
export interface TokenOptions extends TokenTerms {
  /** The access token, made by the caller. It is used as it is, whatever format the client's tokens have. */
  readonly accessToken?: Secret | undefined;
  /** The refresh token, made by the caller, where one is issued. */
  readonly refreshToken?: Secret | undefined;
  /** Whether a DPoP proof must have a nonce of ours, though the service does not demand it. @default false */
  readonly isDpopNonceRequired?: boolean | undefined;
}

/** A request about which nothing is said. */
export const noOptions: TokenOptions = {};
