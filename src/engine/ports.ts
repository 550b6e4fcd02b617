import type { Awaitable, Commit } from '../protocol/commit.ts';
import type { PublicJwk } from '../protocol/jose/jwk.ts';
import type { Jws } from '../protocol/jose/jws.ts';
import type { Mint, Sha256 } from '../protocol/mint.ts';
import type { OAuthError } from '../protocol/oauth-error.ts';
import type { Secret } from '../protocol/secret.ts';
import type { Clock, EpochSeconds } from '../protocol/units.ts';
import type { EngineChange } from './changes.ts';
import type { DocumentOptions } from './cimd/document-options.ts';
import type { AuthorizationTicket } from './model/authorization-ticket.ts';
import type { Client, ClientSecret, ClientSource, KeptClientSecret } from './model/client.ts';
import type { DeviceAuthorization } from './model/device-authorization.ts';
import type { AuthorizationCode, Grant } from './model/grant.ts';
import type { ReplayMark } from './model/replay-mark.ts';
import type { Service } from './model/service.ts';
import type { LogoutNotice } from './model/session-client.ts';
import type { SigningAlgorithm, SigningKey } from './model/signing-key.ts';
import type { TokenBatch } from './model/token-batch.ts';
import type { TokenRecord, TokenSelection } from './model/token-record.ts';
import type { AccessToken, Issued, RefreshToken } from './model/tokens.ts';

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
  readonly grant: Pick<Grant, 'authTime' | 'acr' | 'grantType' | 'revokedAt'> | undefined;
  /** The client's text id; undefined once the client was deleted. */
  readonly clientId: string | undefined;
  /** The sector of a client that knows people by pairwise ids. */
  readonly sector: string | undefined;
  /** Whether the secret named by `accessToken.clientSecretId` still exists; true when none is named. */
  readonly clientSecretExists: boolean;
  /** @default false */
  readonly isClientLocked?: boolean;
}

/** A refresh token with its grant, and whether what the grant hangs on still exists. */
export interface RefreshTokenFacts {
  readonly refreshToken: RefreshToken;
  readonly grant: Grant;
  /** The client's text id; undefined once the client was deleted. */
  readonly clientId: string | undefined;
  /** The sector of a client that knows people by pairwise ids. */
  readonly sector: string | undefined;
  /** Whether the secret named by `grant.clientSecretId` still exists; true when none is named. */
  readonly clientSecretExists: boolean;
  /** @default false */
  readonly isClientLocked?: boolean;
}

/** What the engine asks the store. Answers are as of some moment at or after the last acknowledged commit of this process. */
export interface EngineFacts {
  findService(serviceId: number): Awaitable<Service | undefined>;
  /** As it is kept, whatever the operator's settings make of it. */
  findStoredService(serviceId: number): Awaitable<Service | undefined>;
  listServices(): Awaitable<readonly Service[]>;
  /** `identifier` is the text id, or the numeric id in decimal digits. */
  findClient(serviceId: number, identifier: string): Awaitable<ClientWithSecrets | undefined>;
  /** All clients of the service by name. */
  listClients(serviceId: number): Awaitable<readonly Client[]>;
  /** Clients of the service, or those of one developer: of all in the order they were made, `limit` from the one at `start` (from 0) on. */
  listClientsFrom(serviceId: number, developer: string | undefined, start: number, limit: number): Awaitable<readonly Client[]>;
  /** How many clients there are of the service, or of one developer. */
  countClientsOf(serviceId: number, developer: string | undefined): Awaitable<number>;
  /** How many clients of the service came in that way. */
  countClients(serviceId: number, source: ClientSource): Awaitable<number>;
  /** Whether a client of the service other than that has the `software_id`. */
  isSoftwareIdTaken(serviceId: number, softwareId: string, clientNumber: number): Awaitable<boolean>;
  /** Numbers of clients that no operator made: those made before `madeBefore` and never used, and those used last before `usedBefore`; oldest first. */
  listUnusedClients(serviceId: number, madeBefore: EpochSeconds, usedBefore: EpochSeconds, limit: number): Awaitable<readonly number[]>;
  findClientSecret(secretId: string): Awaitable<ClientSecret | undefined>;
  findAuthorizationTicket(ticketId: string): Awaitable<AuthorizationTicket | undefined>;
  /** Those of a client's live secrets whose text is kept, newest first. */
  listKeptSecrets(clientNumber: number): Awaitable<readonly KeptClientSecret[]>;
  findCode(codeId: string): Awaitable<AuthorizationCode | undefined>;
  findDeviceAuthorization(deviceId: string): Awaitable<DeviceAuthorization | undefined>;
  /** One that nobody decided yet, whichever service's; `userCode` as it is compared. */
  findDeviceAuthorizationByUserCode(userCode: string): Awaitable<DeviceAuthorization | undefined>;
  findGrant(grantId: string): Awaitable<Grant | undefined>;
  findRefreshTokenWithGrant(refreshTokenId: string): Awaitable<RefreshTokenFacts | undefined>;
  /** What the rotation of a refresh token answered; undefined if it was not rotated, or longer ago than its leeway. */
  findSuccessor(refreshTokenId: string): Awaitable<Issued | undefined>;
  findAccessTokenWithGrant(accessTokenId: string): Awaitable<AccessTokenFacts | undefined>;
  /** Live tokens, newest first; `skip` of them are left out, and no more than `limit` answered. */
  listTokenRecords(
    selection: TokenSelection,
    now: EpochSeconds,
    page: { readonly skip: number; readonly limit: number },
  ): Awaitable<readonly TokenRecord[]>;
  countTokenRecords(selection: TokenSelection, now: EpochSeconds): Awaitable<number>;
  findTokenBatch(batchId: string): Awaitable<TokenBatch | undefined>;
  /** Grants of the subject that are neither revoked nor expired, and whose client and secret still exist; newest first. */
  listLiveGrants(serviceId: number, subject: string, now: EpochSeconds): Awaitable<readonly Grant[]>;
  /** Those of the live grants by which the person need not be asked again; newest first. */
  listConsents(serviceId: number, subject: string, now: EpochSeconds): Awaitable<readonly Grant[]>;
  /** Keys that are not retired before `now`, newest first. */
  listSigningKeys(serviceId: number, now: EpochSeconds): Awaitable<readonly SigningKey[]>;
  /** Who is to be told now that a session ended, the first to be due first; of each client no more than `perClient`. */
  listDueLogoutNotices(now: EpochSeconds, perClient: number): Awaitable<readonly LogoutNotice[]>;
  /** Whether something that is good once was used. A mark made elsewhere a moment ago may be missed here, and is a conflict then. */
  isMarked(mark: Pick<ReplayMark, 'kind' | 'key'>): Awaitable<boolean>;
}

/** How a JWT differs from the usual. */
export interface JwtWishes {
  /** More members of its header; none takes the place of ours. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /** The `kid` of the key that signs it, unless it is gone, retires, or is of another algorithm. */
  readonly kid?: string | undefined;
}

/**
 * Signs a JWT with the service's active key of an algorithm, which is made if there is none yet, and returns its compact form
 * (RFC 7515 §3.1). `typ` goes into the header (RFC 8725 §3.11). Without an algorithm it is ES256.
 */
export type SignJwt = (
  serviceId: number,
  typ: string,
  claims: Readonly<Record<string, unknown>>,
  algorithm?: SigningAlgorithm,
  wishes?: JwtWishes,
) => Awaitable<string>;

/**
 * Verifies one of our own JWTs and returns its claims; undefined if it is not ours, its signature is wrong, or its `typ` is another: an ID
 * token must never pass for an access token (RFC 8725 §3.11). Times are not judged.
 */
export type ReadOwnJwt = (serviceId: number, jwt: string, typ: string) => Awaitable<Readonly<Record<string, unknown>> | undefined>;

/**
 * Whether a signature was made with a public key, by the algorithm its header names. The caller has judged the algorithm and that the key
 * fits it. false for a key that is none, or too weak (RFC 7518 §3.3: RSA of less than 2048 bits).
 */
export type VerifySignature = (jws: Jws, key: PublicJwk) => Awaitable<boolean>;

/** Whether an HMAC was made with a secret, by the algorithm its header names; false for one that is no HMAC (RFC 7518 §3.2). */
export type VerifyMac = (jws: Jws, secret: Secret) => Awaitable<boolean>;

/** Whether a text is the certificate of an authority, in PEM, and nothing else (RFC 5280 §4.2.1.9). */
export type IsAuthorityCertificate = (pem: string) => boolean;

/** A client's public keys, or why they cannot be had, for the log. */
export type ClientKeys =
  | { readonly outcome: 'found'; readonly keys: readonly PublicJwk[] }
  | { readonly outcome: 'failed'; readonly reason: string };

/**
 * Finds a client's public keys: those registered, or those at its `jwks_uri`, which are kept for a while. What is fetched is bound in time
 * and size, comes from a public address, and follows no redirect.
 *
 * @param isKeyMissing the keys that were found before lack the one that is needed; they are fetched again, but not often.
 */
export type FindClientKeys = (client: Pick<Client, 'jwks' | 'jwksUri'>, isKeyMissing: boolean) => Awaitable<ClientKeys>;

/** HMAC-SHA-256 of ASCII text in base64url, under a key that all nodes of the deployment share. The text begins with what it is for. */
export type SharedMac = (text: string) => string;

/** What is known of a person, by the names of claims (OpenID Connect Core §5.1). */
export type SubjectClaims = Readonly<Record<string, unknown>>;

/** What is known of a subject; undefined if there is no such person, or they may not sign in any more. */
export type FindSubjectClaims = (serviceId: number, subject: string) => Awaitable<SubjectClaims | undefined>;

/** The left half of a hash of ASCII text, base64url (OpenID Connect Core §3.1.3.6). */
export type LeftHash = (hash: 'SHA-256' | 'SHA-512', text: string) => string;

/** The redirect URIs at a `sector_identifier_uri`, or why they cannot be had. */
export type SectorRedirectUris =
  | { readonly outcome: 'found'; readonly redirectUris: readonly string[] }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Fetches what is at a `sector_identifier_uri`, as keys are fetched: bound in time and size, from a public address, without redirects. */
export type FetchSectorRedirectUris = (url: string) => Promise<SectorRedirectUris>;

/** The text at an address, or why it cannot be had, for the log. */
export type FetchedText = { readonly outcome: 'found'; readonly text: string } | { readonly outcome: 'failed'; readonly reason: string };

/** Fetches a request object that a client keeps (RFC 9101 §5.2.3), as keys are fetched: bound in time and size, from a public address, without redirects. */
export type FetchRequestObject = (url: string) => Promise<FetchedText>;

/** A client metadata document with the headers it came with, by name in lower case; or why it cannot be had, and whether that is to last. */
export type FetchedDocument =
  | { readonly outcome: 'found'; readonly text: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly reason: string; readonly isLasting: boolean };

/** Fetches the document at a client id, as keys are fetched; once for all who ask at the same time, and not often in vain. */
export type FetchClientDocument = (url: string) => Promise<FetchedDocument>;

/** A client id that a request names, which starts something. */
export interface NamedClient {
  readonly service: Service;
  readonly clientId: string;
  /** What a front end allows for the document. @default what the service allows */
  readonly options?: DocumentOptions | undefined;
}

/**
 * Makes sure that a client whose id is the URL of its metadata document is known as the document says: it is fetched if it is not known, or not fresh.
 * Afterwards the client is found like every other. Other ids cost nothing, and are answered at once.
 *
 * @returns why the document cannot be used; undefined if it was, or there is nothing to fetch.
 */
export type DiscoverClient = (named: NamedClient) => Promise<OAuthError | undefined> | undefined;

/** Everything the engine needs of the world. */
export interface Engine {
  readonly facts: EngineFacts;
  readonly commit: Commit<EngineChange>;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly sha256: Sha256;
  readonly mac: SharedMac;
  readonly signJwt: SignJwt;
  readonly readOwnJwt: ReadOwnJwt;
  readonly verifySignature: VerifySignature;
  readonly verifyMac: VerifyMac;
  readonly isAuthorityCertificate: IsAuthorityCertificate;
  readonly findClientKeys: FindClientKeys;
  readonly leftHash: LeftHash;
  readonly findSubjectClaims: FindSubjectClaims;
  /** The claims that {@link findSubjectClaims} can answer. */
  readonly subjectClaimNames: readonly string[];
  readonly fetchSectorRedirectUris: FetchSectorRedirectUris;
  readonly discoverClient: DiscoverClient;
  readonly fetchRequestObject: FetchRequestObject;
}
