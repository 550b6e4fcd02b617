import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { OutboundAnswer } from '../ports.ts';
import { type DeliveryOutcome, decideDeliveryOutcome } from './decide-delivery-outcome.ts';

const now = epochSeconds(1_795_000_000);
const answered = (status: number, headers: Readonly<Record<string, string>> = {}): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers,
  body: 'said',
});
const first: DeliveryOutcome = {
  now,
  milliseconds: 12,
  delivery: { id: 'd', attempts: 1 },
  endpoint: { id: 'e', failingSince: undefined },
  answer: answered(500),
  chance: 0,
};
const next = (facts: Partial<DeliveryOutcome>): number | undefined => {
  const [recorded] = decideDeliveryOutcome({ ...first, ...facts }).changes;
  assert.equal(recorded?.change, 'record_attempt');
  return recorded.nextAttemptAt === undefined ? undefined : recorded.nextAttemptAt - now;
};

for (const status of [200, 202, 204, 299]) {
  test(`Standard Webhooks: ${status} is delivered, and the endpoint is well`, () => {
    const decision = decideDeliveryOutcome({ ...first, answer: answered(status), endpoint: { id: 'e', failingSince: epochSeconds(1) } });
    assert.equal(decision.action, 'delivered');
    assert.deepEqual(
      decision.changes.map((change) => change.change),
      ['record_attempt', 'note_endpoint_success'],
    );
    assert.deepEqual(decision.attempt, { at: now, status, words: 'said', milliseconds: 12 });
  });
}

for (const status of [199, 301, 307, 400, 404, 429, 500, 503]) {
  test(`Standard Webhooks: ${status} is tried again`, () => {
    assert.equal(decideDeliveryOutcome({ ...first, answer: answered(status) }).action, 'retry');
    assert.equal(next({ answer: answered(status) }), 5);
  });
}

test('no answer is tried again, and its words are kept', () => {
  const decision = decideDeliveryOutcome({ ...first, answer: { outcome: 'failed', reached: true, words: 'reset' } });
  assert.equal(decision.action, 'retry');
  assert.deepEqual(decision.attempt, { at: now, status: undefined, words: 'reset', milliseconds: 12 });
});

test('the schedule goes on by attempts, and ends', () => {
  assert.equal(next({ delivery: { id: 'd', attempts: 9 } }), 86_400);
  assert.equal(next({ delivery: { id: 'd', attempts: 10 } }), undefined);
  assert.equal(decideDeliveryOutcome({ ...first, delivery: { id: 'd', attempts: 10 } }).action, 'gave_up');
});

test('RFC 9110 §10.2.3: Retry-After postpones, never hastens, and is believed for a day', () => {
  assert.equal(next({ answer: answered(503, { 'retry-after': '90' }) }), 90);
  assert.equal(next({ answer: answered(503, { 'retry-after': '1' }) }), 5);
  assert.equal(next({ answer: answered(503, { 'retry-after': '99999999' }) }), 86_400);
});

test('Standard Webhooks: 429 with Retry-After leaves the whole endpoint alone', () => {
  const pause = (answer: OutboundAnswer): unknown =>
    decideDeliveryOutcome({ ...first, answer }).changes.flatMap((change) =>
      change.change === 'note_endpoint_failure' ? [change.pausedUntil] : [],
    );
  assert.deepEqual(pause(answered(429, { 'retry-after': '60' })), [now + 60]);
  assert.deepEqual(pause(answered(404, { 'retry-after': '60' })), [undefined]);
  assert.deepEqual(pause(answered(429)), [undefined]);
});

test('Standard Webhooks: 410 gives up and disables the endpoint', () => {
  const decision = decideDeliveryOutcome({ ...first, answer: answered(410) });
  assert.deepEqual([decision.action, decision.disabled], ['gave_up', 'gone']);
  assert.ok(decision.changes.some((change) => change.change === 'disable_endpoint' && change.reason === 'gone'));
});

test('five days of failures disable the endpoint; what it was not told stays to be told', () => {
  const failing = (days: number): Partial<DeliveryOutcome> => ({
    endpoint: { id: 'e', failingSince: epochSeconds(now - days * 86_400) },
  });
  assert.equal(decideDeliveryOutcome({ ...first, ...failing(4.9) }).disabled, undefined);
  const decision = decideDeliveryOutcome({ ...first, ...failing(5) });
  assert.deepEqual([decision.action, decision.disabled], ['retry', 'failing']);
  assert.equal(decideDeliveryOutcome({ ...first, ...failing(6), answer: answered(200) }).disabled, undefined);
});

test('of a long answer the beginning is kept', () => {
  const decision = decideDeliveryOutcome({ ...first, answer: { outcome: 'failed', reached: true, words: 'x'.repeat(5000) } });
  assert.equal(decision.attempt.words.length, 1000);
});
