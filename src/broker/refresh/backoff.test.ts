import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seconds } from '../../protocol/units.ts';
import { backoff } from './backoff.ts';
import type { TokenAnswer } from './classify-token-answer.ts';
import { retryPause } from './retry-pause.ts';

test('a back-off grows from 1 s to 5 min, and chance moves it by half at most', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 9, 10, 1000].map((count) => backoff(count, 0)),
    [1, 1, 2, 4, 128, 150, 150],
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (count, chance) => {
      const length = backoff(count, chance);
      assert.ok(length >= 1 && length <= 300 && length >= backoff(count, 0));
    }),
  );
});

const refusal = { class: 'transient', code: undefined, words: '', retryAfter: undefined, answerLost: false } as const;
const transient: TokenAnswer = { answer: 'refused', refusal };

test('E.7: a transient failure is retried within the budget, from 250 ms up to 2 s', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((tries) => retryPause(transient, tries, 0, seconds(10), 0.999_999)?.toFixed(0)),
    ['250', '500', '1000', '2000', '2000'],
  );
  assert.equal(retryPause(transient, 1, 9_900, seconds(10), 0.5), undefined);
});

test('E.5: without a budget nothing is retried', () => assert.equal(retryPause(transient, 1, 0, seconds(0), 0), undefined));

test('E.8: a terminal failure is not retried', () => {
  assert.equal(retryPause({ answer: 'refused', refusal: { ...refusal, class: 'terminal' } }, 1, 0, seconds(10), 0), undefined);
});

test('a provider that asks for longer than the budget is left alone', () => {
  const asks = (retryAfter: number): TokenAnswer => ({ answer: 'refused', refusal: { ...refusal, retryAfter: seconds(retryAfter) } });
  assert.equal(retryPause(asks(3), 1, 0, seconds(10), 0), 3000);
  assert.equal(retryPause(asks(11), 1, 0, seconds(10), 0), undefined);
});
