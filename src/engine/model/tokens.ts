import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import type { Credential } from '../../protocol/credential.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Confirmation } from './confirmation.ts';
import type { IdTokenContent } from './id-token-content.ts';
import type { AccessTokenFormat } from './service.ts';
import type { SigningAlgorithm } from './signing-key.ts';
import type { ExtraProperty, TokenTerms } from './token-terms.ts';

/** An access token as the store keeps it, whatever its format: a JWT's `jti` is its id. */
export interface AccessToken {
  readonly id: string;
  /** SHA-256 of the secret part; empty for a JWT, whose signature is its secret. */
  readonly secretHash: string;
  readonly serviceId: number;
  readonly clientNumber: number;
  /** undefined for client_credentials: the client speaks for itself. */
  readonly subject: string | undefined;
  readonly grantId: string | undefined;
  readonly clientSecretId: string | undefined;
  /** undefined: a bearer token. */
  readonly confirmation: Confirmation | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  /** RFC 9396; undefined if none were granted. */
  readonly authorizationDetails: readonly AuthorizationDetail[] | undefined;
  /** What rides along with it; undefined: nothing. */
  readonly properties: readonly ExtraProperty[] | undefined;
  /** The refresh token that can replace it; undefined: none. */
  readonly refreshTokenId?: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly revokedAt: EpochSeconds | undefined;
}

/** A refresh token. Each is used once; its successor belongs to the same grant. */
export interface RefreshToken {
  readonly id: string;
  readonly secretHash: string;
  readonly grantId: string;
  /** The access token issued beside it, which ends when it is used. */
  readonly accessTokenId: string;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly rotatedAt: EpochSeconds | undefined;
}

/** What was issued, in full: the wire answer is encoded from it, now or once more within the leeway. */
export interface Issued {
  /** One that the caller gave has the whole text as its secret. */
  readonly accessToken: Credential;
  readonly format: AccessTokenFormat | 'given';
  /** What a JWT is signed with; undefined: ES256. */
  readonly algorithm?: SigningAlgorithm | undefined;
  /** The `kid` of the key a JWT is signed with; undefined: the one that was made last. */
  readonly signatureKeyId?: string | undefined;
  readonly refreshToken: Credential | undefined;
  /** Whether the caller gave the refresh token: the whole text is its secret then. */
  readonly isRefreshTokenGiven?: true | undefined;
  readonly serviceId: number;
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string | undefined;
  /** The sector of a client that knows people by pairwise ids. */
  readonly sector: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  /** RFC 9396; undefined if none were granted. */
  readonly authorizationDetails: readonly AuthorizationDetail[] | undefined;
  readonly authTime: EpochSeconds | undefined;
  /** The authentication context class the person reached. */
  readonly acr: string | undefined;
  /** undefined: a bearer token. */
  readonly confirmation: Confirmation | undefined;
  /** What rides along with the tokens, hidden properties included. */
  readonly properties: readonly ExtraProperty[] | undefined;
  /** More claims of a JWT. */
  readonly claims: TokenTerms['claims'];
  readonly issuedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  /** What the ID token says; undefined if there is none. */
  readonly idToken: IdTokenContent | undefined;
}
