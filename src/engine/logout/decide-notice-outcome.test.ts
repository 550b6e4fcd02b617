import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, seconds } from '../../protocol/units.ts';
import { now } from '../testing/records.ts';
import { decideNoticeOutcome, pauseAfter } from './decide-notice-outcome.ts';

const notice = { sid: 'sid-1', clientNumber: 7, serviceId: 1, subject: 'user-1', endedAt: now, attempts: 1 };
const named = { sid: 'sid-1', clientNumber: 7, attempts: 1 };
const decide = (status: number | undefined, attempts = 1) =>
  decideNoticeOutcome({ now, notice: { ...notice, attempts }, answer: { status, words: '' }, chance: 0 });

for (const status of [200, 204]) {
  test(`OpenID Connect Back-Channel Logout §2.8: ${status} is the end of it`, () =>
    assert.deepEqual(decide(status), { action: 'told', changes: [{ change: 'delete_logout_notice', ...named }] }));
}

for (const status of [400, 302, 404, 500, 501, 503, undefined]) {
  test(`OpenID Connect Back-Channel Logout §2.8: ${status ?? 'no answer'} is tried again`, () =>
    assert.deepEqual(decide(status), {
      action: 'retry',
      changes: [{ change: 'postpone_logout_notice', ...named, nextAttemptAt: after(now, seconds(5)) }],
    }));
}

test('OpenID Connect Back-Channel Logout §2.5: pauses grow, attempts are bound, and a night passes before the last', () => {
  const pauses: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const pause = pauseAfter(attempts, 0);
    if (pause === undefined) break;
    pauses.push(pause);
  }
  assert.deepEqual(
    pauses,
    pauses.toSorted((a, b) => a - b),
  );
  assert.equal(pauses.length, 7);
  const all = pauses.reduce((sum, pause) => sum + pause, 0);
  assert.ok(all > 12 * 3600 && all < 24 * 3600);
  assert.equal(pauseAfter(1, 0.999), 6, 'a fifth by chance');
  assert.equal(decide(500, 8).action, 'gave_up');
});
