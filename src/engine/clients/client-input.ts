import type { CertificateSubject } from '../model/client.ts';
import type { ClientDescription } from '../model/client-description.ts';
import type { ClientTerms } from '../model/client-terms.ts';
import type { AccessTokenFormat } from '../model/service.ts';

/** What somebody wants a client to be. Fields left out get the default, or keep what they are. */
export interface ClientInput {
  /** The text id it wants. @default a UUID, or its number */
  readonly clientId?: string | undefined;
  readonly name?: string | undefined;
  /** The one redirect URI of seed 003's applications; `redirectUris` says the same for several. */
  readonly callbackUrl?: string | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  readonly icon?: string | undefined;
  /** @default 'confidential'; cannot be changed later */
  readonly clientType?: 'public' | 'confidential' | undefined;
  /** @default authorization_code, refresh_token and, for confidential clients, client_credentials */
  readonly grantTypes?: readonly string[] | undefined;
  /** @default client_secret_post, or none for public clients */
  readonly tokenEndpointAuthMethod?: string | undefined;
  /** @default every algorithm of the method */
  readonly tokenEndpointAuthSigningAlg?: string | undefined;
  /** A JWK Set, as it was sent. `jwks` takes the place of a `jwksUri` there was, and the other way round. */
  readonly jwks?: unknown;
  readonly jwksUri?: string | undefined;
  /** Every name that was sent; one is right. */
  readonly certificateSubjects?: readonly CertificateSubject[] | undefined;
  /** @default all of the service's */
  readonly allowedScopes?: readonly string[] | undefined;
  /** @default the service's */
  readonly defaultScopes?: readonly string[] | undefined;
  /** @default false; public clients must use PKCE whatever this says */
  readonly pkceRequired?: boolean | undefined;
  /** @default the service's */
  readonly accessTokenFormat?: AccessTokenFormat | undefined;
  /** @default false */
  readonly dpopBoundAccessTokens?: boolean | undefined;
  /** @default false */
  readonly tlsClientCertificateBoundAccessTokens?: boolean | undefined;
  /** Whether requests must be pushed (RFC 9126 §6). @default false */
  readonly requirePushedAuthorizationRequests?: boolean | undefined;
  /** Whether requests must be signed (RFC 9101 §10.5). @default false */
  readonly requireSignedRequestObject?: boolean | undefined;
  /** The algorithm requests are signed with. @default any we support */
  readonly requestObjectSigningAlg?: string | undefined;
  /** The types of authorization details it may ask for. @default all of the service's */
  readonly authorizationDetailsTypes?: readonly string[] | undefined;
  /** How many seconds ago people may have signed in, where a request does not say. @default any time ago */
  readonly defaultMaxAge?: number | undefined;
  /** Whether ID tokens must say when the person signed in. @default false */
  readonly requireAuthTime?: boolean | undefined;
  /** The authentication context classes it wants where a request names none. @default any */
  readonly defaultAcrValues?: readonly string[] | undefined;
  /** Where it keeps signed requests. @default nowhere: it sends them */
  readonly requestUris?: readonly string[] | undefined;
  /** The profiles it keeps, by name. @default none */
  readonly profiles?: readonly string[] | undefined;
  /** What signed answers to its authorization requests are signed with (JARM §3). @default what its service signs with */
  readonly authorizationSignedResponseAlg?: string | undefined;
  /** What signed answers to its introspection requests are signed with (RFC 9701 §6). @default what its service signs with */
  readonly introspectionSignedResponseAlg?: string | undefined;
  /** Where a person may be sent after logging out. @default nowhere */
  readonly postLogoutRedirectUris?: readonly string[] | undefined;
  /** Where it is told that a session ended; empty for nowhere. @default nowhere */
  readonly backchannelLogoutUri?: string | undefined;
  /** Whether it needs `sid` in what it is told. @default false */
  readonly backchannelLogoutSessionRequired?: boolean | undefined;
  /** What its ID tokens are signed with. @default RS256 */
  readonly idTokenSignedResponseAlg?: string | undefined;
  /** What userinfo is signed with. @default plain JSON */
  readonly userinfoSignedResponseAlg?: string | undefined;
  /** `public` or `pairwise`. @default public */
  readonly subjectType?: string | undefined;
  /** Lists the redirect URIs of all clients that know people by the same pairwise id. */
  readonly sectorIdentifierUri?: string | undefined;
  /** @default false */
  readonly isLocked?: boolean | undefined;
  /** What is laid down for it; members left out keep what they are. */
  readonly terms?: Partial<ClientTerms> | undefined;
  /** What is said of it, in place of all that was said. @default nothing */
  readonly description?: ClientDescription | undefined;
}

/** One field that did not pass, in words for the person who sent it. Fields are named as on the wire. */
export interface ClientFieldFault {
  readonly field: string;
  readonly detail: string;
  /** Whether nothing is wrong with it but that there is no room: it may pass later. */
  readonly isLimit?: true;
}
