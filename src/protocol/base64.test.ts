import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, decodeUtf8 } from './base64.ts';

test('RFC 4648 §4: what was encoded is decoded', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.deepEqual(decodeBase64(Buffer.from(bytes).toString('base64')), bytes);
    }),
  );
});

test('RFC 4648 §3.5: only the one spelling of each value is accepted', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 24 }), (text) => {
      const bytes = decodeBase64(text);
      assert.ok(bytes === undefined || Buffer.from(bytes).toString('base64') === text);
    }),
  );
  for (const wrong of ['a', 'ab', 'abc', 'ab=c', '=', '====', 'YR==', 'YWJ=', 'YQ', 'Y Q=', 'YQ==\n', '-_==', '💥'])
    assert.equal(decodeBase64(wrong), undefined, wrong);
});

test('RFC 3629 §3: text is decoded, and what is not UTF-8 is refused', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(decodeUtf8(Buffer.from(text)), text)));
  for (const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) assert.equal(decodeUtf8(Uint8Array.from(wrong)), undefined);
});
