import type { PublicJwk } from '../../protocol/jose/jwk.ts';
import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { ClientBindingRules } from './binding-rules.ts';
import type { ClientDescription } from './client-description.ts';
import type { ClientRegistration } from './client-registration.ts';
import type { ClientTerms } from './client-terms.ts';
import type { ClientLogoutRules } from './logout-rules.ts';
import type { ClientOpenIdRules } from './openid-rules.ts';
import type { ProfileName } from './profile-name.ts';
import type { ClientRequestRules } from './request-rules.ts';
import type { AccessTokenFormat } from './service.ts';

/** How a client came to be. */
export type ClientSource = 'static' | 'dynamic' | 'metadata_document';

/** Which certificate proves a client (RFC 8705 §2.1.2): exactly one name, as it must be in the certificate. */
export interface CertificateSubject {
  /** The wire name of the metadata value. */
  readonly field:
    | 'tls_client_auth_subject_dn'
    | 'tls_client_auth_san_dns'
    | 'tls_client_auth_san_uri'
    | 'tls_client_auth_san_ip'
    | 'tls_client_auth_san_email';
  readonly value: string;
}

/** An application that asks a service for tokens. */
export interface Client {
  /** The numeric id; every endpoint accepts either id. */
  readonly number: number;
  readonly serviceId: number;
  /** The text id on the wire: a UUID for clients we made. */
  readonly clientId: string;
  readonly name: string;
  readonly icon: string;
  readonly clientType: 'public' | 'confidential';
  /** The registered method's wire value; a confidential client may use either secret method. */
  readonly tokenEndpointAuthMethod: string;
  /** The one algorithm its assertions may be signed with; undefined allows every one of the method's. */
  readonly tokenEndpointAuthSigningAlg: string | undefined;
  /** Its public keys, if it registered them; a client has these or a `jwksUri`, not both (RFC 7591 §2). */
  readonly jwks: readonly PublicJwk[] | undefined;
  /** Where its public keys are. */
  readonly jwksUri: string | undefined;
  /** The name in the certificate of a client that authenticates by one. */
  readonly certificateSubject: CertificateSubject | undefined;
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
  /** Scopes the client may have; undefined allows all of the service's. */
  readonly allowedScopes: readonly string[] | undefined;
  /** Given when the client asks for none; undefined means the service's defaults. */
  readonly defaultScopes: readonly string[] | undefined;
  readonly pkceRequired: boolean;
  readonly accessTokenFormat: AccessTokenFormat | undefined;
  readonly requestRules: ClientRequestRules;
  readonly bindingRules: ClientBindingRules;
  readonly openIdRules: ClientOpenIdRules;
  /** The profiles it keeps, beyond its service's. */
  readonly profiles: readonly ProfileName[];
  /** What signed answers to its authorization requests are signed with; undefined: what its service signs with (JARM §3). */
  readonly authorizationSignedResponseAlg: string | undefined;
  /** What signed answers to its introspection requests are signed with; undefined: what its service signs with (RFC 9701 §6). */
  readonly introspectionSignedResponseAlg: string | undefined;
  readonly logoutRules: ClientLogoutRules;
  /** Whether it is stopped everywhere, with its tokens, until it is unlocked. */
  readonly isLocked: boolean;
  readonly terms: ClientTerms;
  readonly description: ClientDescription;
  readonly source: ClientSource;
  /** Of a client that no operator made. */
  readonly registration?: ClientRegistration | undefined;
  /** When it was last known to be used, to the day; it is noted of clients that no operator made. */
  readonly lastUsedAt?: EpochSeconds | undefined;
  /** The user who made it, if a user did. */
  readonly createdBy: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

/** One of a client's secrets; several may be live at once, so that they can be rotated. */
export interface ClientSecret {
  /** The time-ordered id inside the secret's text. */
  readonly id: string;
  readonly clientNumber: number;
  /** SHA-256 of the secret part, base64url. */
  readonly secretHash: string;
  /** The last six letters, to tell secrets apart. */
  readonly truncated: string;
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt: EpochSeconds | undefined;
}

/** A client secret whose whole text is kept, sealed at rest, since it is the key of an HMAC (OpenID Connect Core 1.0 §10.1). */
export interface KeptClientSecret {
  readonly id: string;
  readonly full: Secret;
}
