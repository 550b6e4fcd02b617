import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBasicCredentials } from './basic-credentials.ts';
import { OAuthError } from './oauth-error.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

test('RFC 6749 §2.3.1: both halves are form-encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (clientId, clientSecret) => {
      const header = basic(`${formEncode(clientId)}:${formEncode(clientSecret)}`);
      assert.deepEqual(decodeBasicCredentials(header), { clientId, clientSecret });
    }),
  );
});

test('RFC 7617 §2: the scheme is case-insensitive, and only the first colon divides', () => {
  assert.deepEqual(decodeBasicCredentials(`bAsIc  ${btoa('a:b:c')} `), { clientId: 'a', clientSecret: 'b:c' });
  assert.deepEqual(decodeBasicCredentials(basic(':')), { clientId: '', clientSecret: '' });
});

test('RFC 9110 §11.1: no header, or another scheme, is no Basic authentication', () => {
  for (const header of [undefined, '', 'Bearer abc', 'Basically abc', 'DPoP x', 'basic:abc'])
    assert.equal(decodeBasicCredentials(header), undefined);
});

for (const header of [
  'Basic',
  'Basic ',
  'Basic !!!!',
  `Basic ${btoa('no colon')}`,
  basic('a%:b'),
  'Basic /w==',
  `Basic ${'A'.repeat(8192)}`,
]) {
  test(`RFC 6749 §5.2: ${JSON.stringify(header.slice(0, 30))} is invalid_client`, () => {
    assert.throws(
      () => decodeBasicCredentials(header),
      (error) => error instanceof OAuthError && error.code === 'invalid_client',
    );
  });
}

test('RFC 6749 §5.2: nothing but an OAuthError is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const header of [text, `Basic ${text}`, basic(text)]) {
        try {
          decodeBasicCredentials(header);
        } catch (error) {
          assert.ok(error instanceof OAuthError);
        }
      }
    }),
  );
});
