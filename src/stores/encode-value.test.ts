import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeQuestion, encodeValue } from './encode-value.ts';
import type { ColumnType, Value } from './noun.ts';

const encoded: readonly (readonly [ColumnType, Value, string | number | null])[] = [
  ['text', 'x', 'x'],
  ['text', 'a\0b', 'a\ufffdb'],
  ['text', undefined, null],
  ['integer', -3, -3],
  ['boolean', true, 1],
  ['boolean', false, 0],
  ['json', ['a', 'b'], '["a","b"]'],
  ['json', { a: 1 }, '{"a":1}'],
  ['json', undefined, null],
];
for (const [type, value, expected] of encoded) {
  test(`${JSON.stringify(value)} as ${type} is kept as ${JSON.stringify(expected)}`, () => {
    assert.equal(encodeValue(type, value), expected);
    assert.equal(encodeQuestion(type, value), expected);
  });
}

const refused: readonly (readonly [ColumnType, Value])[] = [
  ['text', 1],
  ['integer', '1'],
  ['integer', 1.5],
  ['boolean', 1],
  ['sealed', { secret: 'x' }],
];
for (const [type, value] of refused) {
  test(`${JSON.stringify(value)} is not kept as ${type}`, () => {
    assert.throws(() => encodeValue(type, value), TypeError);
  });
}

test('a value is not repeated in the error: it may be a secret', () => {
  assert.throws(
    () => encodeValue('integer', 'sesame'),
    (error) => error instanceof Error && !error.message.includes('sesame'),
  );
});

test('a question with a number that no row can hold asks for NULL', () => {
  for (const value of [Number.NaN, 1e300, 0.5]) assert.equal(encodeQuestion('integer', value), null);
});
