import { endSessions } from '../engine/logout/end-sessions.ts';
import type { IdentityChange } from '../identity/changes.ts';
import type { IdentityFacts } from '../identity/ports.ts';
import type { Commit } from '../protocol/commit.ts';
import type { Clock } from '../protocol/units.ts';
import type { Database } from '../stores/database.ts';

/** What it takes. */
export interface EndingSessions {
  readonly commit: Database['commit'];
  readonly facts: Pick<IdentityFacts, 'findSessionWithUser'>;
  readonly clock: Clock;
  /** Told after a commit that ended sessions: there may be somebody to tell. */
  readonly onEnded: () => void;
}

type Ending = Extract<IdentityChange, { change: 'delete_session' | 'delete_sessions_of_user' }>;

const isEnding = (change: IdentityChange): change is Ending =>
  change.change === 'delete_session' || change.change === 'delete_sessions_of_user';

/**
 * The commit of identity, which ends in the same transaction what the engine hung on a session: identity and engine do not know one another.
 * A session that begins in the same commit under the same `sid` is the old one going on, and ends nothing.
 */
export function endingSessionsCommit({ commit, facts, clock, onEnded }: EndingSessions): Commit<IdentityChange> {
  const sidOf = async (sessionId: string | undefined): Promise<string | undefined> =>
    sessionId === undefined ? undefined : (await facts.findSessionWithUser(sessionId))?.session.sid;

  /** What hung on a session that is deleted. `sid` never changes, so that reading it beforehand is safe. */
  async function consequencesOf(ending: Ending, begun: ReadonlySet<string | undefined>): Promise<ReturnType<typeof endSessions>> {
    const now = clock();
    if (ending.change === 'delete_sessions_of_user') {
      const exceptSid = await sidOf(ending.exceptSessionId);
      return endSessions({ subject: ending.userId, sid: undefined, exceptSid }, now);
    }
    const sid = await sidOf(ending.sessionId);
    return sid === undefined || begun.has(sid) ? [] : endSessions({ subject: ending.userId, sid, exceptSid: undefined }, now);
  }

  return async (changes) => {
    const endings = changes.filter(isEnding);
    if (endings.length === 0) return commit(changes);
    const begun = new Set(changes.flatMap((change) => (change.change === 'insert_session' ? [change.session.sid] : [])));
    const consequences = (await Promise.all(endings.map((ending) => consequencesOf(ending, begun)))).flat();
    const result = await commit([...changes, ...consequences]);
    if (result.outcome === 'committed' && consequences.length > 0) onEnded();
    return result;
  };
}
