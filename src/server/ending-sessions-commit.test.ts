import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IdentityChange } from '../identity/changes.ts';
import { epochSeconds } from '../protocol/units.ts';
import type { AnyChange } from '../stores/database.ts';
import { endingSessionsCommit } from './ending-sessions-commit.ts';

const now = epochSeconds(1_800_000_000);
const sids: Readonly<Record<string, string | undefined>> = { one: 'sid-1', two: 'sid-2', old: undefined };

/** What is committed when identity commits these changes, besides them, and whether somebody may be to be told. */
async function consequences(changes: readonly IdentityChange[], outcome: 'committed' | 'conflict' = 'committed') {
  const committed: AnyChange[] = [];
  let ended = 0;
  const commit = endingSessionsCommit({
    commit: async (all) => {
      committed.push(...all);
      return outcome === 'committed' ? { outcome } : { outcome, change: 'delete_session' };
    },
    // Only the session's sid is read.
    facts: { findSessionWithUser: (id) => (id in sids ? ({ session: { sid: sids[id] } } as never) : undefined) },
    clock: () => now,
    onEnded: () => {
      ended++;
    },
  });
  await commit(changes);
  assert.deepEqual(committed.slice(0, changes.length), changes);
  return { written: committed.slice(changes.length), ended };
}

const ends = (sid: string | undefined, exceptSid?: string) => [
  { change: 'end_session_clients', ended: { subject: 'ada', sid, exceptSid }, at: now },
  { change: 'delete_codes_of_sessions', ended: { subject: 'ada', sid, exceptSid } },
  {
    change: 'revoke_grants_of_sessions',
    ended: { subject: 'ada', sid, exceptSid },
    withScope: 'openid',
    withoutScope: 'offline_access',
    at: now,
  },
];

const deletion = (sessionId: string): IdentityChange => ({ change: 'delete_session', sessionId, userId: 'ada' });
const deletionOfAll = (exceptSessionId?: string): IdentityChange => ({
  change: 'delete_sessions_of_user',
  userId: 'ada',
  exceptSessionId,
});
// Only the session's sid is read.
const insertion = (sid: string): IdentityChange => ({ change: 'insert_session', session: { sid } as never });

for (const [title, changes, written] of [
  ['one session', [deletion('one')], ends('sid-1')],
  ['all of a person', [deletionOfAll()], ends(undefined)],
  ['all but the one they ask from', [deletionOfAll('two')], ends(undefined, 'sid-2')],
  ['all but one from before there were sids', [deletionOfAll('old')], ends(undefined)],
  ['somebody else signs in at the browser', [insertion('sid-3'), deletion('one')], ends('sid-1')],
] as const) {
  test(`OpenID Connect Back-Channel Logout §2.5: what hangs on sessions ends in their commit: ${title}`, async () =>
    assert.deepEqual(await consequences(changes), { written, ended: 1 }));
}

for (const [title, changes] of [
  ['the same person signs in again', [insertion('sid-1'), deletion('one')]],
  ['a session from before there were sids', [deletion('old')]],
  ['a session that is gone', [deletion('none')]],
  ['nothing ends', [{ change: 'touch_user', userId: 'ada', at: now }]],
] as const) {
  test(`OpenID Connect Back-Channel Logout §2.5: nobody is told: ${title}`, async () =>
    assert.deepEqual(await consequences(changes), { written: [], ended: 0 }));
}

test('DESIGN §3: a conflict ends nothing, and nobody is told', async () =>
  assert.equal((await consequences([deletion('one')], 'conflict')).ended, 0));
