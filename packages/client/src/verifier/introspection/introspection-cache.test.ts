import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../wire/parse-object.ts';
import { BoundedMemory } from '../bounded-memory.ts';
import { UpstreamError } from '../upstream-error.ts';
import { IntrospectionCache } from './introspection-cache.ts';

function openCache(answer: () => Promise<JsonObject>, maxTokens = 100) {
  const scene = { now: 1000, asked: 0 };
  const ask = () => {
    scene.asked += 1;
    return answer();
  };
  const cache = new IntrospectionCache(ask, { activeForInSeconds: 30, inactiveForInSeconds: 10, maxTokens }, () => scene.now);
  return { scene, cache };
}

test('RFC 7662 §4: an answer is believed for a while, once for all, an inactive one shorter', async () => {
  for (const [active, lifetime] of [
    [true, 30],
    [false, 10],
  ] as const) {
    const { scene, cache } = openCache(async () => ({ active }));
    await Promise.all(Array.from({ length: 50 }, () => cache.introspect('t')));
    scene.now += lifetime - 1;
    assert.deepEqual(await cache.introspect('t'), { active });
    assert.equal(scene.asked, 1);
    scene.now += 1;
    await cache.introspect('t');
    await cache.introspect('another');
    assert.equal(scene.asked, 3);
  }
});

test('RFC 7662 §4: no answer is believed beyond the end of its token', async () => {
  const { scene, cache } = openCache(async () => ({ active: true, exp: 1005 }));
  await cache.introspect('t');
  scene.now = 1005;
  await cache.introspect('t');
  await cache.introspect('t');
  assert.equal(scene.asked, 3);
});

test('a failure is nobody’s answer, and the next request asks again', async () => {
  const { scene, cache } = openCache(async () => {
    await new Promise(setImmediate);
    throw new UpstreamError('down');
  });
  const both = await Promise.allSettled([cache.introspect('t'), cache.introspect('t')]);
  assert.deepEqual(
    both.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(scene.asked, 1);
  await assert.rejects(cache.introspect('t'), UpstreamError);
});

test('a memory holds no more than its limit: the oldest goes', () => {
  let now = 0;
  const memory = new BoundedMemory<string>(2, () => now);
  for (const key of ['a', 'b', 'a', 'c']) memory.set(key, key, 10);
  assert.deepEqual([memory.get('a'), memory.get('b'), memory.get('c'), memory.size], ['a', undefined, 'c', 2]);
  now = 10;
  assert.equal(memory.get('a'), undefined);
  memory.sweep();
  assert.equal(memory.size, 0);
});
