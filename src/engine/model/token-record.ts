import type { EpochSeconds } from '../../protocol/units.ts';
import type { ExtraProperty } from './token-terms.ts';

/** An access token with the refresh token that can replace it, as whoever runs the engine is shown them: never as they are. */
export interface TokenRecord {
  /** The id of the access token. */
  readonly id: string;
  /** What names the access token to whoever runs the engine: its id, or the SHA-256 of one that a caller made. */
  readonly accessTokenHash: string;
  /** undefined once it ended, though it can be refreshed. */
  readonly accessTokenExpiresAt: EpochSeconds | undefined;
  readonly refreshToken: { readonly hash: string; readonly expiresAt: EpochSeconds; readonly scopes: readonly string[] } | undefined;
  readonly clientNumber: number;
  readonly subject: string | undefined;
  readonly scopes: readonly string[];
  readonly properties: readonly ExtraProperty[] | undefined;
  /** The wire value of the grant type; undefined: `authorization_code`, or `client_credentials` where there is no subject. */
  readonly grantType: string | undefined;
  /** When the grant was made. */
  readonly createdAt: EpochSeconds;
  /** When the access token was. */
  readonly issuedAt: EpochSeconds;
}

/** Which live tokens are meant; undefined: of any. */
export interface TokenSelection {
  readonly serviceId: number;
  readonly clientNumber: number | undefined;
  readonly subject: string | undefined;
}
