import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryCache } from './memory-cache.ts';

const minute = 60_000;

test('an entry is kept for 59 minutes from when it was set, however often it is read', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: 0 });
  const cache = new MemoryCache();
  cache.set('a', 1);
  context.mock.timers.setTime(58 * minute);
  assert.equal(cache.get('a'), 1);
  context.mock.timers.setTime(59 * minute);
  assert.equal(cache.get('a'), undefined);
});

test('of more than 15,000 entries the one unused for longest goes', () => {
  const cache = new MemoryCache();
  for (let index = 0; index < 15_000; index++) cache.set(String(index), index);
  cache.get('0');
  cache.set('one more', true);
  assert.equal(cache.get('0'), 0);
  assert.equal(cache.get('1'), undefined);
  assert.equal(cache.get('2'), 2);
  cache.delete('2');
  assert.equal(cache.get('2'), undefined);
});
