import { type Credential, type CredentialKind, parseCredential } from '../protocol/credential.ts';
import type { EpochSeconds } from '../protocol/units.ts';
import type { Caller } from './caller.ts';
import type { IdentityChange } from './changes.ts';
import type { User } from './model/user.ts';
import type { Identity } from './ports.ts';
import { secretMatches } from './secret-matches.ts';
import { isSessionOver, sessionExpiry, wantsTouch } from './sessions/session-lifetime.ts';

/** Why a token does not say who calls. `not_ours`: it is no credential of identity's; an OAuth access token is the engine's. */
export type RefusedToken = { readonly refused: 'not_ours' | 'unknown' | 'expired' | 'revoked' | 'suspended' };

/** What was found of a credential: who it stands for, what may have ended it, and how its use is written down. */
interface Found {
  readonly secretHash: string;
  readonly user: User;
  readonly caller: Caller;
  readonly isOver: boolean;
  readonly isRevoked: boolean;
  readonly lastUsedAt: EpochSeconds | undefined;
  readonly touch: IdentityChange;
}

type Find = (identity: Identity, id: string, now: EpochSeconds) => Promise<Found | undefined>;

const hasExpired = (expiresAt: EpochSeconds | undefined, now: EpochSeconds): boolean => expiresAt !== undefined && expiresAt <= now;

const findSession: Find = async ({ facts }, id, now) => {
  const found = await facts.findSessionWithUser(id);
  if (found === undefined) return undefined;
  const { session, user } = found;
  const { secretHash, lastUsedAt, createdAt } = session;
  return {
    secretHash,
    user,
    lastUsedAt,
    caller: { kind: 'user', user, via: 'session', credentialId: id, scopes: undefined },
    isOver: isSessionOver(session, now),
    isRevoked: false,
    touch: { change: 'touch_session', sessionId: id, at: now, expiresAt: sessionExpiry(createdAt, now) },
  };
};

const findApiToken: Find = async ({ facts }, id, now) => {
  const found = await facts.findApiTokenWithUser(id);
  if (found === undefined) return undefined;
  const { apiToken, user } = found;
  const { secretHash, lastUsedAt, scopes, expiresAt } = apiToken;
  return {
    secretHash,
    user,
    lastUsedAt,
    caller: { kind: 'user', user, via: 'api_token', credentialId: id, scopes },
    isOver: hasExpired(expiresAt, now),
    isRevoked: false,
    touch: { change: 'touch_api_token', apiTokenId: id, at: now },
  };
};

const findAgent: Find = async ({ facts }, id, now) => {
  const found = await facts.findAgentWithUser(id);
  if (found === undefined) return undefined;
  const { agent, user } = found;
  const { secretHash, lastUsedAt, revokedAt, expiresAt } = agent;
  return {
    secretHash,
    user,
    lastUsedAt,
    caller: { kind: 'agent', agent, user },
    isOver: hasExpired(expiresAt, now),
    isRevoked: revokedAt !== undefined,
    touch: { change: 'touch_agent', agentId: id, at: now },
  };
};

/** Works as the agent's own token does, for a while. */
const findAgentSession: Find = async ({ facts }, id, now) => {
  const found = await facts.findAgentSession(id);
  if (found === undefined) return undefined;
  const { session, agent, user } = found;
  return {
    secretHash: session.secretHash,
    user,
    lastUsedAt: agent.lastUsedAt,
    caller: { kind: 'agent', agent, user },
    isOver: hasExpired(session.expiresAt, now) || hasExpired(agent.expiresAt, now),
    isRevoked: agent.revokedAt !== undefined,
    touch: { change: 'touch_agent', agentId: agent.id, at: now },
  };
};

const findBy: Partial<Readonly<Record<CredentialKind, Find>>> = {
  session: findSession,
  apiToken: findApiToken,
  agentToken: findAgent,
  agentSession: findAgentSession,
};

/** Judges what was found: undefined lets the caller in. */
function judge(found: Found | undefined, credential: Credential, { sha256 }: Identity): RefusedToken | undefined {
  if (found === undefined || !secretMatches(credential, found, sha256)) return { refused: 'unknown' };
  if (found.isRevoked) return { refused: 'revoked' };
  if (found.isOver) return { refused: 'expired' };
  if (found.user.status !== 'active') return { refused: 'suspended' };
  return undefined;
}

/**
 * Tells who calls by the token they present: a session's, a personal API token, an agent's or that of an agent's workload. Its use is written down at most once
 * an hour, and a session in use lasts longer for it.
 */
export async function identifyCaller(
  identity: Identity,
  token: string,
  now: EpochSeconds = identity.clock(),
): Promise<Caller | RefusedToken> {
  const credential = parseCredential(token);
  const find = credential && findBy[credential.kind];
  if (credential === undefined || find === undefined) return { refused: 'not_ours' };

  const found = await find(identity, credential.id, now);
  const refused = judge(found, credential, identity);
  if (refused !== undefined || found === undefined) return refused ?? { refused: 'unknown' };

  if (wantsTouch(found.lastUsedAt, now)) {
    await identity.commit([found.touch, { change: 'touch_user', userId: found.user.id, at: now }]);
  }
  return found.caller;
}
