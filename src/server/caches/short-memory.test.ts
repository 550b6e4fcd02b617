import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetAfter, ShortMemory } from './short-memory.ts';

test('what was found is asked for once within a second, and again after it', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const memory = new ShortMemory<number>();
  let reads = 0;
  const ask = (): number => ++reads;
  assert.deepEqual([memory.recall('a', ask), memory.recall('a', ask), memory.recall('b', ask)], [1, 1, 2]);
  t.mock.timers.tick(1000);
  assert.equal(memory.recall('a', ask), 3);
});

test('nothing found is not remembered', async () => {
  const memory = new ShortMemory<number>();
  assert.equal(
    memory.recall('a', () => undefined),
    undefined,
  );
  assert.equal(await memory.recall('a', async () => undefined), undefined);
  assert.equal(
    memory.recall('a', () => 1),
    1,
  );
});

test('an answer that was on its way while a commit ran is answered, and not kept', async () => {
  const memory = new ShortMemory<string>();
  const gate = Promise.withResolvers<string>();
  const early = memory.recall('a', () => gate.promise);
  await forgetAfter(memory, async () => 'committed');
  gate.resolve('before');
  assert.equal(await early, 'before');
  assert.equal(
    memory.recall('a', () => 'after'),
    'after',
  );
});

test('a commit that fails is forgotten after as well: its outcome is not known', async () => {
  const memory = new ShortMemory<string>();
  memory.recall('a', () => 'before');
  await assert.rejects(forgetAfter(memory, () => Promise.reject(new Error('lost'))));
  assert.equal(
    memory.recall('a', () => 'after'),
    'after',
  );
});
