import type { EpochSeconds } from '../../protocol/units.ts';
import type { AccessTokenFormat } from './service.ts';

/** How a client came to be. */
export type ClientSource = 'static' | 'dynamic' | 'metadata_document';

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
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
  /** Scopes the client may have; undefined allows all of the service's. */
  readonly allowedScopes: readonly string[] | undefined;
  /** Given when the client asks for none; undefined means the service's defaults. */
  readonly defaultScopes: readonly string[] | undefined;
  readonly pkceRequired: boolean;
  readonly accessTokenFormat: AccessTokenFormat | undefined;
  readonly source: ClientSource;
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
