import type { Awaitable, Commit } from '../protocol/commit.ts';
import type { Mint, Sha256 } from '../protocol/mint.ts';
import type { Secret } from '../protocol/secret.ts';
import type { Clock } from '../protocol/units.ts';
import type { IdentityChange } from './changes.ts';
import type { Agent, ApiToken, ManagementToken, Session, SetupLink } from './model/session.ts';
import type { User } from './model/user.ts';

/** What identity asks the store. */
export interface IdentityFacts {
  hasUsers(): Awaitable<boolean>;
  findUser(userId: string): Awaitable<User | undefined>;
  /** By email or username, case-insensitively. */
  findUserByLogin(login: string): Awaitable<User | undefined>;
  listUsers(): Awaitable<readonly User[]>;
  findSessionWithUser(sessionId: string): Awaitable<{ readonly session: Session; readonly user: User } | undefined>;
  listSessions(userId: string): Awaitable<readonly Session[]>;
  findApiTokenWithUser(apiTokenId: string): Awaitable<{ readonly apiToken: ApiToken; readonly user: User } | undefined>;
  listApiTokens(userId: string): Awaitable<readonly ApiToken[]>;
  findAgentWithUser(agentId: string): Awaitable<{ readonly agent: Agent; readonly user: User } | undefined>;
  listAgents(userId: string): Awaitable<readonly Agent[]>;
  findManagementToken(id: string): Awaitable<ManagementToken | undefined>;
  findSetupLink(id: string): Awaitable<SetupLink | undefined>;
}

/** Hashes and checks people's passwords with argon2id. Slow on purpose, and off the event loop. */
export interface PasswordHasher {
  hash(password: Secret): Promise<string>;
  verify(password: Secret, hash: string): Promise<boolean>;
}

/** Everything identity needs of the world. */
export interface Identity {
  readonly facts: IdentityFacts;
  readonly commit: Commit<IdentityChange>;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly sha256: Sha256;
  readonly passwords: PasswordHasher;
}
