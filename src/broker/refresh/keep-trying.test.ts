import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepTrying } from './keep-trying.ts';

/** Work that fails so often with that, and how often it was tried. */
async function attempt(failures: number, error: Error): Promise<string> {
  let tries = 0;
  const work = async (): Promise<string> => {
    if (++tries <= failures) throw error;
    return 'kept';
  };
  const outcome = await keepTrying({ sleep: async () => {} }, work).catch(() => 'lost');
  return `${outcome} after ${tries}`;
}

test('a store that is away is waited for, for a quarter of an hour', async () => {
  assert.equal(await attempt(50, new Error('connection refused')), 'kept after 51');
  assert.equal(await attempt(1000, new Error('connection refused')), 'lost after 100');
});

test('a value that cannot be kept is not tried again: the caller would wait for nothing', async () => {
  assert.equal(await attempt(1000, new TypeError('cannot be kept as integer')), 'lost after 1');
  assert.equal(await attempt(1000, new RangeError('Maximum call stack size exceeded')), 'lost after 1');
});
