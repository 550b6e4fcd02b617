import type { Seconds } from '../../protocol/units.ts';
import { plainDelegationRules, type ServiceDelegationRules } from './delegation-rules.ts';
import type { SigningAlgorithm } from './signing-key.ts';

/** How a service's tokens live, follow one another and are signed. */
export interface ServiceTokenRules {
  /** What access tokens that are JWTs are signed with. */
  readonly accessTokenAlg: SigningAlgorithm;
  /** How long ID tokens live; undefined: as long as the access token beside them. */
  readonly idTokenLifetime: Seconds | undefined;
  /** Whether a refresh answers the refresh token it was asked with, instead of rotating it (RFC 6749 §6 lets a server choose). */
  readonly refreshTokensKept: boolean;
  /** Whether a refresh token that is kept lives its whole lifetime again after each use. */
  readonly refreshLifetimeReset: boolean;
  /** Whether a rotated refresh token ends when the first one would have ended. */
  readonly refreshEndKept: boolean;
  /** Whether an access token ends with the refresh token beside it at the latest. */
  readonly expirationLinked: boolean;
  /** Whether a person's new tokens at a client end those the client had for them before. */
  readonly singlePerSubject: boolean;
  /** Whether a refresh without `offline_access` leaves `openid` out. */
  readonly openidNeedsOfflineAccess: boolean;
  /** Whether claims that only a scope asks for stay out of ID tokens, whatever the front end says of the person (OpenID Connect Core §5.4). */
  readonly scopeClaimsRestricted: boolean;
  /** Whether a front end may have the ID token of a refresh made anew. */
  readonly idTokenReissuable: boolean;
  readonly delegation: ServiceDelegationRules;
}

/** Rotation, every token with a lifetime of its own. */
export const plainTokenRules: ServiceTokenRules = {
  accessTokenAlg: 'ES256',
  idTokenLifetime: undefined,
  refreshTokensKept: false,
  refreshLifetimeReset: false,
  refreshEndKept: false,
  expirationLinked: false,
  singlePerSubject: false,
  openidNeedsOfflineAccess: false,
  scopeClaimsRestricted: false,
  idTokenReissuable: false,
  delegation: plainDelegationRules,
};
