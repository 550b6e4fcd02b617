import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

test('RFC 7515 §2: what is encoded decodes to the same bytes, as Node has it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64Url(bytes);
      assert.equal(text, Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(decodeBase64Url(text), new Uint8Array(bytes));
    }),
  );
  assert.equal(encodeBase64Url(new Uint8Array(100_000)).length, 133_334);
});

test('RFC 4648 §3.5: a text has one spelling: padding, other alphabets and stray bits are none', () => {
  for (const text of ['A', 'AA==', 'AB', 'AAB', 'a+b/', 'a b', 'ä', 'AA\n']) assert.equal(decodeBase64Url(text), undefined, text);
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const bytes = decodeBase64Url(text);
      assert.ok(bytes === undefined || encodeBase64Url(bytes) === text);
    }),
  );
});
