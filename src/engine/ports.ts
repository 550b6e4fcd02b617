import type { Awaitable, Commit } from '../protocol/commit.ts';
import type { Mint, Sha256 } from '../protocol/mint.ts';
import type { Clock, EpochSeconds } from '../protocol/units.ts';
import type { EngineChange } from './changes.ts';
import type { Client, ClientSecret } from './model/client.ts';
import type { AuthorizationCode, Grant } from './model/grant.ts';
import type { Service } from './model/service.ts';
import type { SigningKey } from './model/signing-key.ts';
import type { AccessToken, RefreshToken } from './model/tokens.ts';

/** A client with its live secrets, newest first. */
export interface ClientWithSecrets {
  readonly client: Client;
  readonly secrets: readonly ClientSecret[];
}

/**
 * An access token with everything that may have ended it besides time: its grant, its client and the secret that obtained it.
 */
export interface AccessTokenFacts {
  readonly accessToken: AccessToken;
  /** undefined if it has none, or the grant is gone: see `accessToken.grantId`. */
  readonly grant: Pick<Grant, 'authTime' | 'revokedAt'> | undefined;
  /** The client's text id; undefined once the client was deleted. */
  readonly clientId: string | undefined;
  /** Whether the secret named by `accessToken.clientSecretId` still exists; true when none is named. */
  readonly clientSecretExists: boolean;
}

/** A refresh token with its grant, and whether what the grant hangs on still exists. */
export interface RefreshTokenFacts {
  readonly refreshToken: RefreshToken;
  readonly grant: Grant;
  /** The client's text id; undefined once the client was deleted. */
  readonly clientId: string | undefined;
  /** Whether the secret named by `grant.clientSecretId` still exists; true when none is named. */
  readonly clientSecretExists: boolean;
}

/** What the engine asks the store. Answers are as of some moment at or after the last acknowledged commit of this process. */
export interface EngineFacts {
  findService(serviceId: number): Awaitable<Service | undefined>;
  listServices(): Awaitable<readonly Service[]>;
  /** `identifier` is the text id, or the numeric id in decimal digits. */
  findClient(serviceId: number, identifier: string): Awaitable<ClientWithSecrets | undefined>;
  /** All clients of the service by name. */
  listClients(serviceId: number): Awaitable<readonly Client[]>;
  findClientSecret(secretId: string): Awaitable<ClientSecret | undefined>;
  findCode(codeId: string): Awaitable<AuthorizationCode | undefined>;
  findRefreshTokenWithGrant(refreshTokenId: string): Awaitable<RefreshTokenFacts | undefined>;
  findAccessTokenWithGrant(accessTokenId: string): Awaitable<AccessTokenFacts | undefined>;
  /** Grants of the subject that are neither revoked nor expired, and whose client and secret still exist; newest first. */
  listLiveGrants(serviceId: number, subject: string, now: EpochSeconds): Awaitable<readonly Grant[]>;
  /** Keys that are not retired before `now`, newest first. */
  listSigningKeys(serviceId: number, now: EpochSeconds): Awaitable<readonly SigningKey[]>;
}

/** Signs a JWT with the service's active key and returns its compact form (RFC 7515 §3.1). `typ` goes into the header (RFC 8725 §3.11). */
export type SignJwt = (serviceId: number, typ: string, claims: Readonly<Record<string, unknown>>) => Awaitable<string>;

/** Verifies one of our own JWTs and returns its claims; undefined if it is not ours, or its signature is wrong. Times are not judged. */
export type ReadOwnJwt = (serviceId: number, jwt: string) => Awaitable<Readonly<Record<string, unknown>> | undefined>;

/** Everything the engine needs of the world. */
export interface Engine {
  readonly facts: EngineFacts;
  readonly commit: Commit<EngineChange>;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly sha256: Sha256;
  readonly signJwt: SignJwt;
  readonly readOwnJwt: ReadOwnJwt;
}
