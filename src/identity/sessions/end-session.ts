import type { IdentityChange } from '../changes.ts';
import type { Session } from '../model/session.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { isSessionOver } from './session-lifetime.ts';

/** Sessions that ended. */
export interface SessionsEnded {
  readonly action: 'ended';
  readonly changes: readonly IdentityChange[];
}

/** The user's sessions that are not over, newest first. */
export async function listLiveSessions(identity: Identity, userId: string): Promise<readonly Session[]> {
  const now = identity.clock();
  return (await identity.facts.listSessions(userId)).filter((session) => !isSessionOver(session, now));
}

/**
 * Ends one of the user's sessions.
 *
 * @param own - whether the session ends itself: signing out
 */
export async function endSession(
  identity: Identity,
  { userId, sessionId, own }: { readonly userId: string; readonly sessionId: string; readonly own: boolean },
  origin: Origin,
): Promise<SessionsEnded | Refusal> {
  const result = await settle<SessionsEnded>(identity, async () => {
    const found = await identity.facts.findSessionWithUser(sessionId);
    if (found?.session.userId !== userId) return refuse('not_found', 'There is no such session.');
    return { action: 'ended', changes: [{ change: 'delete_session', sessionId, userId }] };
  });
  if (result.action === 'ended') {
    const event = own ? 'signed_out' : 'session_ended';
    const { address, requestId } = origin;
    identity.audit.record({ event, actor: `user:${userId}`, target: `session:${sessionId}`, address, requestId });
  }
  return result;
}

/** Ends all of the user's sessions but one: the one they ask from, if it is a session they ask from. */
export async function endOtherSessions(
  identity: Identity,
  { userId, exceptSessionId }: { readonly userId: string; readonly exceptSessionId: string | undefined },
  origin: Origin,
): Promise<void> {
  await settle<SessionsEnded, never>(identity, () => ({
    action: 'ended',
    changes: [{ change: 'delete_sessions_of_user', userId, exceptSessionId }],
  }));
  const { address, requestId } = origin;
  identity.audit.record({ event: 'session_ended', actor: `user:${userId}`, target: 'session:others', address, requestId });
}
