import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { Connection, Failure, FailureClass } from '../model/connection.ts';
import { announceRefresh } from './announce-refresh.ts';

const now = epochSeconds(1_795_000_000);
const failed = (as: FailureClass): Failure => ({
  class: as,
  words: `words of ${as}`,
  at: now,
  count: 1,
  nextAttemptAt: as === 'terminal' ? undefined : epochSeconds(now + 60),
});
const secrets = { accessToken: new Secret('access-secret'), refreshToken: new Secret('refresh-secret') };
const connectionWith = (failure: Failure | undefined): Connection =>
  ({ id: 'c1', providerId: 'github', userId: 'u1', account: 'ada', ...secrets, failure }) as Connection; // the rule reads no more

const states = {
  ok: undefined,
  degraded: failed('transient'),
  misconfigured: failed('configuration'),
  broken: failed('terminal'),
} as const;
type State = keyof typeof states;

const cases: readonly (readonly [State, State, string | undefined])[] = [
  ['ok', 'ok', undefined],
  ['ok', 'degraded', 'connection.degraded'],
  ['ok', 'misconfigured', 'connection.degraded'],
  ['ok', 'broken', 'connection.needs_reauth'],
  ['degraded', 'degraded', undefined],
  ['degraded', 'misconfigured', undefined],
  ['degraded', 'broken', 'connection.needs_reauth'],
  ['degraded', 'ok', 'connection.refreshed'],
  ['broken', 'broken', undefined],
  ['broken', 'ok', 'connection.refreshed'],
];

for (const [before, after, type] of cases) {
  test(`from ${before} to ${after}, ${type ?? 'nothing'} is announced`, () => {
    const [change, ...others] = announceRefresh({
      eventId: 'msg_1',
      now,
      connection: connectionWith(states[before]),
      failure: states[after],
    });
    assert.deepEqual(others, []);
    assert.equal(change?.change === 'announce' ? change.event.type : undefined, type);
  });
}

test('the payload names the connection, the cause and the time, and no secret', () => {
  const [change] = announceRefresh({ eventId: 'msg_1', now, connection: connectionWith(undefined), failure: failed('transient') });
  assert.ok(change?.change === 'announce');
  assert.deepEqual(JSON.parse(change.event.payload), {
    type: 'connection.degraded',
    timestamp: '2026-11-18T11:06:40Z',
    data: {
      connection_id: 'c1',
      provider_id: 'github',
      user_id: 'u1',
      account: 'ada',
      cause: 'words of transient',
      class: 'transient',
      next_attempt_at: '2026-11-18T11:07:40Z',
    },
  });
  assert.doesNotMatch(change.event.payload, /secret/);
});
