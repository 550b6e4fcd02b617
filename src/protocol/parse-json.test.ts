import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lacksType, parseAuthorizationDetails } from './authorization-detail.ts';
import { parseObject } from './jose/parse-object.ts';
import { parseJson } from './parse-json.ts';

const listsIn = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const objectsIn = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

test('RFC 8259 §9: a text is what it says, to 512 levels; one that nests deeper is nothing', () => {
  for (const levels of [1, 100, 512]) {
    assert.equal(JSON.stringify(parseJson(listsIn(levels))), listsIn(levels));
    assert.equal(JSON.stringify(parseObject(objectsIn(levels))), objectsIn(levels));
  }
  for (const levels of [514, 10_000, 100_000]) {
    assert.equal(parseJson(listsIn(levels)), undefined);
    assert.equal(parseObject(objectsIn(levels)), undefined);
    assert.equal(parseJson(`[1,{"a":"${'x'.repeat(100)}"},${listsIn(levels)}]`), undefined, 'wherever it is deep');
  }
});

test('what is read can be written, whatever is in it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      assert.equal(JSON.stringify(parseJson(text)), JSON.stringify(JSON.parse(text)));
    }),
  );
  for (const text of ['', '{', 'x', '{}{}', '[', '\ufeff{}', 'undefined']) assert.equal(parseJson(text), undefined);
});

test('a member __proto__ is one like any other', () => {
  const read = parseObject('{"__proto__":{"a":1}}');
  assert.deepEqual(Object.keys(read ?? {}), ['__proto__']);
  assert.equal(({} as { readonly a?: number }).a, undefined);
});

test('RFC 9396 §2: details without a type are known from what is no list of objects', () => {
  for (const text of ['[{}]', '[{"type":""}]', '[{"type":"a"},{"type":1}]']) assert.ok(lacksType(text), text);
  for (const text of ['[{"type":"a"}]', '{}', '[1]', '[', '[]', listsIn(600)]) assert.ok(!lacksType(text), text);
  assert.equal(parseAuthorizationDetails(`[{"type":"a","b":${listsIn(600)}}]`), undefined);
});
