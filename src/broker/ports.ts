import type { Awaitable, Commit } from '../protocol/commit.ts';
import type { Mint, Sha256 } from '../protocol/mint.ts';
import type { Secret } from '../protocol/secret.ts';
import type { Clock, EpochSeconds, Seconds } from '../protocol/units.ts';
import type { BrokerChange } from './changes.ts';
import type { EndingToken } from './github-app/ending-token.ts';
import type { GitHubApp } from './github-app/ports.ts';
import type { Health } from './health.ts';
import type { ConnectState } from './model/connect-state.ts';
import type { Connection, FailureClass } from './model/connection.ts';
import type { DeviceConnect } from './model/device-connect.ts';
import type { Provider, ProviderEndpoints } from './model/provider.ts';

/** How many connections of a provider are in one state of health. */
export interface ConnectionCount {
  readonly providerId: string;
  readonly health: Health['state'];
  readonly count: number;
}

/** What the broker asks the store. Answers are as of some moment at or after the last acknowledged commit of this process. */
export interface BrokerFacts {
  findConnection(connectionId: string): Awaitable<Connection | undefined>;
  /** The user's connection with the provider: of that account, or else the one that was chosen last. */
  findConnectionOf(userId: string, providerId: string, account?: string): Awaitable<Connection | undefined>;
  /** By provider id, oldest first. */
  listConnections(userId: string): Awaitable<readonly Connection[]>;
  /** Connections with a refresh token that expire before `expiresBefore` and were used since `usedSince`; the first to expire first. */
  listConnectionsToRefresh(expiresBefore: EpochSeconds, usedSince: EpochSeconds, limit: number): Awaitable<readonly Connection[]>;
  /** How many connections each provider has in each state of health. */
  countConnections(now: EpochSeconds): Awaitable<readonly ConnectionCount[]>;
  /** Tokens of installations whose time is over, the first to end first. */
  listEndingTokens(now: EpochSeconds, limit: number): Awaitable<readonly EndingToken[]>;
  findConnectState(stateHash: string): Awaitable<ConnectState | undefined>;
  findDeviceConnect(connectId: string): Awaitable<DeviceConnect | undefined>;
}

/** A request to a provider. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeout: Seconds;
}

/** What came of a request to a provider. */
export type OutboundAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** `reached` is false only when it is certain that the provider never saw the request. */
  | { readonly outcome: 'failed'; readonly reached: boolean; readonly words: string };

/** Sends a request, follows no redirect, and gives up when time or size runs out. Never rejects. */
export type SendRequest = (request: OutboundRequest) => Promise<OutboundAnswer>;

/** A provider's endpoints with what its metadata adds. */
export interface ResolvedEndpoints extends ProviderEndpoints {
  /** What `iss` must be in an authorization response, if anything (RFC 9207 §2.4). */
  readonly issuer: string | undefined;
  /** Whether the provider announced that it always sends `iss`. */
  readonly sendsIssuer: boolean;
}

/** A provider's endpoints, or why its metadata cannot be had. */
export type EndpointsAnswer =
  | { readonly outcome: 'found'; readonly endpoints: ResolvedEndpoints }
  | { readonly outcome: 'failed'; readonly words: string };

/** What a DPoP proof says (RFC 9449 §4.2). */
export interface DpopClaims {
  readonly htm: string;
  /** Without query and fragment. */
  readonly htu: string;
  readonly iat: EpochSeconds;
  readonly nonce?: string | undefined;
  /** The access token the proof goes with; at a token endpoint there is none. */
  readonly accessToken?: Secret | undefined;
}

/** Makes keys that tokens are bound to, and proofs by them. A key is a private JWK, as JSON. */
export interface DpopSigner {
  createKey(): Awaitable<Secret>;
  /** The proof, with an id that no other has. */
  sign(key: Secret, claims: DpopClaims): Awaitable<string>;
}

/** The moments of a refresh a test may stop a process at. */
export const refreshSteps = [
  'refresh_begins', // judged necessary, nothing written
  'intent_written', // lease and intent are durable
  'provider_calling', // the request is about to be sent
  'provider_answered', // the provider has answered; nothing of it is kept
  'answer_judged', // the answer is understood; nothing of it is kept
  'tokens_storing', // the write is about to be made
  'tokens_stored', // the new tokens are durable
  'failure_storing', // a failure is about to be written
  'failure_stored', // the failure is durable
  'validating', // the provider is about to be asked whether the token works
  'validated', // it answered
  'handing_out', // the token is about to be answered
] as const;

/** One of {@link refreshSteps}. */
export type RefreshStep = (typeof refreshSteps)[number];

/** Something the operator's log and metrics want to know. Carries no secrets. */
export type BrokerEvent =
  | { readonly event: 'refreshed'; readonly providerId: string; readonly connectionId: string }
  | {
      readonly event: 'refresh_failed';
      readonly providerId: string;
      readonly connectionId: string;
      readonly class: FailureClass;
      readonly words: string;
    }
  /** The provider refuses a token that only its user can replace. */
  | { readonly event: 'token_refused'; readonly providerId: string; readonly connectionId: string; readonly words: string }
  | { readonly event: 'validation_unclear'; readonly providerId: string; readonly words: string }
  /** The provider issued a bearer token although one bound to a key was asked for. */
  | { readonly event: 'dpop_ignored'; readonly providerId: string }
  | { readonly event: 'revocation_failed'; readonly providerId: string; readonly words: string }
  /** Somebody asked for a token; `providerId` is empty when no provider was meant by it. */
  | { readonly event: 'hand_out'; readonly providerId: string; readonly outcome: string };

/** How long things may take. */
export interface BrokerTimes {
  /** One request to a provider. @default 10 s */
  readonly request: Seconds;
  /** How long a failing refresh is retried before its callers are told; 0 tries once. @default 10 s */
  readonly retries: Seconds;
  /** A lease; longer than a request and its retries together. @default 30 s */
  readonly lease: Seconds;
  /** For how long a token that the provider called valid is not asked about again. @default 60 s */
  readonly validation: Seconds;
  /** How long a user may take at the provider's pages. @default 10 min */
  readonly connect: Seconds;
}

/** A time in which a provider is not asked about tokens, since asking would tell nothing new. */
export interface QuietTime {
  readonly until: EpochSeconds;
  /** The tokens of a connection it is about; undefined is all. */
  readonly generation: number | undefined;
  readonly verdict: 'assumed' | 'unclear' | 'invalid';
  readonly words: string;
  /** How often in a row that was the verdict. */
  readonly count: number;
}

/** Everything the broker needs of the world, and the work it has under way. */
export interface Broker {
  readonly facts: BrokerFacts;
  readonly commit: Commit<BrokerChange>;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly sha256: Sha256;
  readonly dpop: DpopSigner;
  readonly send: SendRequest;
  /** The GitHub App of a provider; undefined if it has none. */
  readonly githubAppOf: (provider: Provider) => GitHubApp | undefined;
  /** Reads the provider's metadata when it has an issuer, and remembers it for a while. */
  readonly endpointsOf: (provider: Provider) => Promise<EndpointsAnswer>;
  /** A number from 0 up to 1, for jitter. */
  readonly chance: () => number;
  /** Settles after that many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Names this process in leases. */
  readonly holder: string;
  /** In the operator's order: of several that match a URL, the last wins. */
  readonly providers: readonly Provider[];
  /** The deployment's URL without a trailing slash. */
  readonly accessUrl: string;
  readonly times: BrokerTimes;
  readonly report: (event: BrokerEvent) => void;
  /** Does nothing but in tests, which stop the process here. */
  readonly observe: (step: RefreshStep) => Awaitable<void>;
  /** Work that callers of this process share, by what it is about. */
  readonly shared: Map<string, Promise<unknown>>;
  /** The last nonce each provider gave us for proofs, by the provider's id and the origin of the URL. */
  readonly nonces: Map<string, string>;
  /** What is presumed of tokens while nobody is asked about them: by provider id, or by connection id. */
  readonly quiet: Map<string, QuietTime>;
  /** When the operator was last told that a provider would not say anything about a token, by provider id. */
  readonly toldAt: Map<string, EpochSeconds>;
}
