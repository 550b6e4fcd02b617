import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Place } from '../sealer.ts';
import { keyIdOf, openText, sealText } from './sealed-text.ts';

const key = createSecretKey(randomBytes(32));
const place: Place = { table: 'connections', column: 'access_token', row: 'row1' };
const sealed = sealText('key1', key, place, 'open sesame');

test('what was sealed opens in its place, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, row) => {
      const there = { ...place, row };
      assert.equal(openText('key1', key, there, sealText('key1', key, there, text)), text);
    }),
  );
});

test('sealed text shows its key and nothing of the text', () => {
  assert.match(sealed, /^s1\.key1\.[\w-]+$/);
  assert.equal(keyIdOf(sealed), 'key1');
});

const elsewhere: readonly (readonly [string, Partial<Place>])[] = [
  ['table', { table: 'signing_keys' }],
  ['column', { column: 'refresh_token' }],
  ['row', { row: 'row2' }],
];
for (const [what, other] of elsewhere) {
  test(`it does not open in another ${what}`, () => {
    assert.throws(() => openText('key1', key, { ...place, ...other }, sealed), /does not open/);
  });
}

test('it does not open with another key, or under the name of another key', () => {
  assert.throws(() => openText('key1', createSecretKey(randomBytes(32)), place, sealed), /does not open/);
  assert.throws(() => openText('key2', key, place, sealed.replace('key1', 'key2')), /does not open/);
});

test('it does not open when any of its bytes was altered, or when it was cut', () => {
  const prefix = 's1.key1.';
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
  for (let index = 0; index < bytes.length; index++) {
    const altered = Buffer.from(bytes);
    altered[index] = (altered[index] ?? 0) ^ 1;
    assert.throws(() => openText('key1', key, place, prefix + altered.toString('base64url')), /does not open/);
    assert.throws(() => openText('key1', key, place, prefix + bytes.subarray(0, index).toString('base64url')), /does not open/);
  }
});

test('the error names the column and no secret', () => {
  assert.throws(
    () => openText('key1', key, { ...place, row: 'row2' }, sealed),
    (error) => {
      assert.match(String(error), /connections\.access_token/);
      assert.doesNotMatch(String(error), /sesame/);
      return true;
    },
  );
});

for (const text of ['', 'open sesame', 's1.key1', 's1..abc', 's2.key1.abc', 's1.key1.a b']) {
  test(`"${text}" in a sealed column is not believed`, () => {
    assert.throws(() => keyIdOf(text), /is not sealed/);
  });
}
