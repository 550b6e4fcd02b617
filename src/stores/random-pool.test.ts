import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillRandom } from './random-pool.ts';

test('what is drawn is never drawn again, across many pools', () => {
  const drawn = Array.from({ length: 5_000 }, () => fillRandom(Buffer.alloc(12)).toString('hex'));
  assert.equal(new Set(drawn).size, drawn.length);
});

test('every bit is set about half of the time', () => {
  const bytes = fillRandom(Buffer.alloc(40_000));
  for (let bit = 0; bit < 8; bit++) {
    const set = bytes.reduce((sum, byte) => sum + ((byte >> bit) & 1), 0);
    // Six standard deviations around half.
    assert.ok(Math.abs(set - 20_000) < 600, `bit ${bit} is set ${set} times`);
  }
});
