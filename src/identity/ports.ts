import type { Awaitable, Commit } from '../protocol/commit.ts';
import type { Mint, Sha256 } from '../protocol/mint.ts';
import type { Secret } from '../protocol/secret.ts';
import type { Clock } from '../protocol/units.ts';
import type { IdentityChange } from './changes.ts';
import type { AuditEntry, AuditEvent, AuditEventName, AuditHead } from './model/audit-event.ts';
import type { FederationPolicy, StoredFederationPolicy } from './model/federation-policy.ts';
import type { Ownership } from './model/ownership.ts';
import type { Agent, ApiToken, ManagementToken, Session, SetupLink } from './model/session.ts';
import type { User } from './model/user.ts';
import type { AgentIdentity, AgentSession, InstancePlatform } from './model/workload-identity.ts';
import type { Workload } from './workload/ports.ts';

/** An identity of an agent that lives, with the agent and whom it acts for. */
export interface IdentifiedAgent {
  readonly identity: AgentIdentity;
  readonly agent: Agent;
  readonly user: User;
}

/** Which audit events are wanted; what is left out is every one. */
export interface AuditFilter {
  readonly event?: AuditEventName | undefined;
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
}

/** A page of the audit trail. */
export interface AuditPage extends AuditFilter {
  readonly before: number;
  readonly limit: number;
}

/** What identity asks the store. */
export interface IdentityFacts {
  hasUsers(): Awaitable<boolean>;
  /** undefined before the first user. */
  findOwnership(): Awaitable<Ownership | undefined>;
  findUser(userId: string): Awaitable<User | undefined>;
  /** By email or username, case-insensitively. */
  findUserByLogin(login: string): Awaitable<User | undefined>;
  /** Oldest first. */
  listUsers(): Awaitable<readonly User[]>;
  findSessionWithUser(sessionId: string): Awaitable<{ readonly session: Session; readonly user: User } | undefined>;
  /** Newest first, expired ones included until they are swept. */
  listSessions(userId: string): Awaitable<readonly Session[]>;
  findApiTokenWithUser(apiTokenId: string): Awaitable<{ readonly apiToken: ApiToken; readonly user: User } | undefined>;
  /** Newest first. */
  listApiTokens(userId: string): Awaitable<readonly ApiToken[]>;
  findAgentWithUser(agentId: string): Awaitable<{ readonly agent: Agent; readonly user: User } | undefined>;
  /** Newest first, revoked ones left out. */
  listAgents(userId: string): Awaitable<readonly Agent[]>;
  /** The identities of a user's agents that were not revoked, oldest first. */
  listAgentIdentities(userId: string): Awaitable<readonly AgentIdentity[]>;
  /** Live agents that are that machine. */
  listAgentsOfInstance(platform: InstancePlatform, instanceId: string): Awaitable<readonly IdentifiedAgent[]>;
  /** Live agents that are that subject of the issuer, or may be by pattern or by other claims: the caller must look. */
  listAgentsOfIssuer(issuer: string, subject: string): Awaitable<readonly IdentifiedAgent[]>;
  /** undefined too when the identity it was given for is gone. */
  findAgentSession(id: string): Awaitable<{ readonly session: AgentSession; readonly agent: Agent; readonly user: User } | undefined>;
  /** By name. */
  listFederationPolicies(): Awaitable<readonly StoredFederationPolicy[]>;
  findManagementToken(id: string): Awaitable<ManagementToken | undefined>;
  /** Those that are not revoked, newest first. */
  listManagementTokens(): Awaitable<readonly ManagementToken[]>;
  findSetupLink(id: string): Awaitable<SetupLink | undefined>;
  /** undefined while the trail is empty. */
  findAuditHead(): Awaitable<AuditHead | undefined>;
  /** The newest `limit` events whose sequence is below `before`, newest first. */
  listAuditEvents(page: AuditPage): Awaitable<readonly AuditEvent[]>;
}

/** Hashes and checks people's passwords with argon2id. Slow on purpose, and off the event loop. */
export interface PasswordHasher {
  /** A hash in PHC form that no password has: checking against it takes as long as checking against a user's. */
  readonly decoy: string;
  hash(password: Secret): Promise<string>;
  verify(password: Secret, hash: string): Promise<boolean>;
  /** Whether the hash was made with other parameters than new ones are. */
  isOutdated(hash: string): boolean;
}

/** Remembers what happened. It returns at once and never throws: the trail is written behind the request. */
export interface AuditTrail {
  record(entry: AuditEntry): void;
}

/** What the operator set about exchanging tokens of others. */
export interface Federation {
  /** What tokens must name, where a policy does not say. */
  readonly audience: string;
  /** Those of the configuration file. */
  readonly configured: readonly FederationPolicy[];
}

/** Everything identity needs of the world. */
export interface Identity {
  readonly facts: IdentityFacts;
  readonly commit: Commit<IdentityChange>;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly sha256: Sha256;
  readonly passwords: PasswordHasher;
  readonly audit: AuditTrail;
  readonly federation: Federation;
  /** What is believed about workloads, and how it is checked. */
  readonly workload: Workload;
}
