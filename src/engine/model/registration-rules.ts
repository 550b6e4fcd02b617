import { type Seconds, seconds } from '../../protocol/units.ts';

/** How clients come to a service without its operator, and for how long they may stay unused. */
export interface ServiceRegistrationRules {
  /** Who may register a client (RFC 7591 §3): everybody, who has an initial access token, or nobody. */
  readonly registration: 'open' | 'token' | 'closed';
  /** SHA-256 of each initial access token, base64url. */
  readonly initialTokenHashes: readonly string[];
  /** Clients that may be there at once which registered themselves, and as many again that are known by their documents. */
  readonly maxClients: number;
  /** Registrations that one network may make in an hour. */
  readonly registrationsPerHour: number;
  /** How long a client may stay that was never used. */
  readonly unusedLifetime: Seconds;
  /** How long it may stay after it was used last. */
  readonly idleLifetime: Seconds;
  /** Whether a request with an unknown registration access token is told so by 401; 400 otherwise. The standard endpoints always say 401. */
  readonly unauthorizedOnManagement: boolean;
  /** Whether a client cannot register with the `software_id` of another (RFC 7591 §2): one installation is one client. */
  readonly softwareIdsUnique: boolean;
  /** Names of metadata that clients may have beside those we know (RFC 7591 §2): they are kept and told. */
  readonly customMetadata: readonly string[];
  readonly documents: ServiceDocumentRules;
}

/** How a service takes clients whose id is the URL of their metadata (draft-ietf-oauth-client-id-metadata-document). */
export interface ServiceDocumentRules {
  readonly isSupported: boolean;
  /** Whether a document is fetched for every request that starts something, however fresh what is kept of it. */
  readonly alwaysRetrieved: boolean;
  /** Whether the URL may be of plain http. */
  readonly httpPermitted: boolean;
  /** Whether it may have a query. */
  readonly queryPermitted: boolean;
  /** What the URL must begin with, by whole path segments; undefined: nothing. */
  readonly allowlist: readonly string[] | undefined;
  /** What is made of the metadata before they are judged (OpenID Federation 1.0 §6.1); undefined: nothing. */
  readonly policy: MetadataPolicy | undefined;
}

/** Operators by the name of the member they are about, and by their own. */
export type MetadataPolicy = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Anybody may come, in bounds. */
export const plainRegistrationRules: ServiceRegistrationRules = {
  registration: 'open',
  initialTokenHashes: [],
  maxClients: 10_000,
  registrationsPerHour: 100,
  unusedLifetime: seconds(7 * 86_400),
  idleLifetime: seconds(365 * 86_400),
  unauthorizedOnManagement: true,
  softwareIdsUnique: false,
  customMetadata: [],
  documents: {
    isSupported: true,
    alwaysRetrieved: false,
    httpPermitted: false,
    queryPermitted: false,
    allowlist: undefined,
    policy: undefined,
  },
};
