import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseAfter } from './retry-schedule.ts';

const attempts = Array.from({ length: 11 }, (_, index) => index + 1);

test('Standard Webhooks: ten attempts, 5 s to 24 h apart', () => {
  assert.deepEqual(
    attempts.map((count) => pauseAfter(count, 0)),
    [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, undefined, undefined],
  );
});

test('chance adds up to a fifth and takes nothing away', () => {
  assert.deepEqual([pauseAfter(1, 0.5), pauseAfter(1, 0.999), pauseAfter(9, 0.999)], [6, 6, 103_663]);
});
