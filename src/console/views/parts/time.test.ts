import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../../protocol/units.ts';
import { describeTime, renderTime } from './time.ts';

const now = epochSeconds(1_795_000_000);
const distances: readonly (readonly [number, string])[] = [
  [0, 'just now'],
  [-59, 'just now'],
  [59, 'in less than a minute'],
  [-60, '1 minute ago'],
  [3600, 'in 1 hour'],
  [-86_400, 'yesterday'],
  [86_400 * 6, 'in 6 days'],
  [86_400 * 45, 'next month'],
  [-86_400 * 800, '2 years ago'],
];
for (const [distance, words] of distances) {
  test(`a time ${distance} s away is “${words}”`, () => assert.equal(describeTime(now, epochSeconds(now + distance)), words));
}

test('a time carries its exact value for machines', () => {
  assert.match(renderTime(now, epochSeconds(0)).toString(), /^<time datetime="1970-01-01T00:00:00Z"/);
});
