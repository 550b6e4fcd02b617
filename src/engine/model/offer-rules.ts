import { type Seconds, seconds } from '../../protocol/units.ts';

/** What a service offers its clients, and what it asks of each of them. */
export interface ServiceOfferRules {
  /** Wire values; undefined: every grant type we know (RFC 6749 §1.3). */
  readonly grantTypes: readonly string[] | undefined;
  /** Wire values; undefined: every response type we know (RFC 6749 §3.1.1). */
  readonly responseTypes: readonly string[] | undefined;
  /** Wire values; undefined: every client authentication method we know (RFC 6749 §2.3). */
  readonly clientAuthMethods: readonly string[] | undefined;
  /** The methods for the revocation endpoint (RFC 7009 §2.1); undefined: {@link ServiceOfferRules.clientAuthMethods}. */
  readonly revocationAuthMethods: readonly string[] | undefined;
  /** The methods for the introspection endpoint (RFC 7662 §2.1); undefined: {@link ServiceOfferRules.clientAuthMethods}. */
  readonly introspectionAuthMethods: readonly string[] | undefined;
  /** Whether only its own authorities vouch for clients' certificates (RFC 8705 §2.1); otherwise those that the operator trusts. */
  readonly trustedRootsOnly: boolean;
  /** Certificates of its own authorities: PEM, one in each text. */
  readonly trustedRoots: readonly string[];
  /** How many clients one developer may have; undefined: any number. */
  readonly clientsPerDeveloper: number | undefined;
  /** Whether the text ids that clients are given must not look like URLs, which name metadata documents. */
  readonly urlIdsProhibited: boolean;
  /** Whether all clients must use PKCE (RFC 7636). */
  readonly pkceRequired: boolean;
  /** Whether a request with a challenge must say that it was made by S256 (RFC 7636 §4.3). */
  readonly challengeMethodRequired: boolean;
  /** Whether an authorization request must say its scopes (RFC 6749 §3.3 lets a server choose). */
  readonly scopeRequired: boolean;
  /** Whether a public client may leave `client_id` out where its code or refresh token names it. */
  readonly missingClientIdAllowed: boolean;
  /** Values of `prompt`; undefined: every one we know (OpenID Connect Core §3.1.2.1). */
  readonly promptValues: readonly string[] | undefined;
  /** How far the clocks of others may be off, by which the JWTs they make say their times (RFC 7519 §4.1.4). */
  readonly clockTolerance: Seconds;
}

/** Everything we know to anybody who may have it. */
export const plainOfferRules: ServiceOfferRules = {
  grantTypes: undefined,
  responseTypes: undefined,
  clientAuthMethods: undefined,
  revocationAuthMethods: undefined,
  introspectionAuthMethods: undefined,
  trustedRootsOnly: false,
  trustedRoots: [],
  clientsPerDeveloper: undefined,
  urlIdsProhibited: false,
  pkceRequired: false,
  challengeMethodRequired: false,
  scopeRequired: false,
  missingClientIdAllowed: false,
  promptValues: undefined,
  clockTolerance: seconds(60),
};
