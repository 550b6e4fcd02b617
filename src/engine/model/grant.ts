import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Authentication } from './authentication.ts';
import type { ClaimsRequest } from './claims-request.ts';
import type { Confirmation } from './confirmation.ts';
import type { TokenTerms } from './token-terms.ts';

/** What a subject allowed a client. Tokens belong to a grant; revoking it kills them. A grant is one device's: one refresh family. */
export interface Grant extends Authentication {
  readonly id: string;
  readonly serviceId: number;
  readonly clientNumber: number;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** RFC 8707 resources; empty means none was named. */
  readonly resources: readonly string[];
  /** RFC 9396; undefined if none were granted. */
  readonly authorizationDetails: readonly AuthorizationDetail[] | undefined;
  /** The claims that were asked for one by one; undefined if none were. */
  readonly claimsRequest: ClaimsRequest | undefined;
  /** The client secret used last with this grant: deleting it ends the grant. */
  readonly clientSecretId: string | undefined;
  /** What the refresh tokens of a public client are bound to (RFC 9449 §5); a confidential client's are bound to its credentials. */
  readonly confirmation: Confirmation | undefined;
  /** What was laid down for its tokens; undefined: nothing. */
  readonly terms: TokenTerms | undefined;
  /** The wire value of the grant type it came by; undefined: `authorization_code`. */
  readonly grantType?: string | undefined;
  readonly createdAt: EpochSeconds;
  /** No token of the grant lives longer. It moves on while the grant is refreshed. */
  readonly expiresAt: EpochSeconds;
  readonly revokedAt: EpochSeconds | undefined;
}

/** An authorization code, with the grant it will become. */
export interface AuthorizationCode extends Authentication {
  readonly id: string;
  readonly secretHash: string;
  /** The id of the grant made at redemption; a replayed code revokes it. */
  readonly grantId: string;
  readonly serviceId: number;
  readonly clientNumber: number;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  /** RFC 9396; undefined if none were granted. */
  readonly authorizationDetails: readonly AuthorizationDetail[] | undefined;
  /** The claims that were asked for one by one; undefined if none were. */
  readonly claimsRequest: ClaimsRequest | undefined;
  /** As sent in the authorization request; undefined if it was left to the registered one. */
  readonly redirectUri: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  /** The key the code must be redeemed with (RFC 9449 §10). */
  readonly dpopJkt: string | undefined;
  /** What was laid down for the grant's tokens; undefined: nothing. */
  readonly terms: TokenTerms | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly consumedAt: EpochSeconds | undefined;
}
