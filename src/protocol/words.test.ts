import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { equalInConstantTime } from './constant-time.ts';
import { crc32 } from './crc32.ts';
import { type CredentialKind, credentialPrefixes, formatCredential, parseCredential } from './credential.ts';
import { OAuthError, statusByErrorCode } from './oauth-error.ts';
import { isPkceValue } from './pkce.ts';
import { formatScope, parseScope } from './scope.ts';
import { Secret } from './secret.ts';

const base62 = (length: number) => fc.stringMatching(new RegExp(`^[0-9A-Za-z]{${length}}$`));
const kinds = Object.keys(credentialPrefixes) as CredentialKind[]; // the keys of a record typed by its kinds

test('a credential is read back from its text, whatever its kind', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), base62(18), base62(43), (kind, id, secret) => {
      const text = formatCredential({ kind, id, secret });
      assert.match(text, /^g[a-z]{2}_[0-9A-Za-z]{67}$/);
      assert.deepEqual(parseCredential(text), { kind, id, secret });
    }),
  );
});

test('a credential with one letter changed is none', () => {
  const text = formatCredential({ kind: 'accessToken', id: '0'.repeat(18), secret: 'a'.repeat(43) });
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] === 'z' ? 'y' : 'z';
    assert.equal(parseCredential(text.slice(0, index) + letter + text.slice(index + 1)), undefined, `letter ${index}`);
  }
});

test('any text is parsed as a credential without an exception', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseCredential(text) === undefined));
});

test('the checksum is CRC-32', () => assert.equal(crc32('123456789'), 0xcbf43926));

test('RFC 6749 §3.3: scopes are distinct names in the order given', () => {
  assert.deepEqual(parseScope('b a  b'), ['b', 'a']);
  assert.deepEqual(parseScope(''), []);
  for (const wrong of ['a"b', 'a\\b', 'ä', 'a\tb', 'a\nb', '\0']) assert.equal(parseScope(wrong), undefined, wrong);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const names = parseScope(text);
      if (names !== undefined) assert.deepEqual(parseScope(formatScope(names)), names);
    }),
  );
});

test('RFC 7636 §4.1: a verifier has 43 to 128 unreserved letters', () => {
  for (const good of ['a'.repeat(43), 'Z9-._~'.padEnd(128, '0')]) assert.ok(isPkceValue(good));
  for (const wrong of ['a'.repeat(42), 'a'.repeat(129), `${'a'.repeat(43)}+`, `${'a'.repeat(43)}\n`]) assert.ok(!isPkceValue(wrong));
});

test('RFC 6749 §5.2: an error description holds printable ASCII without quotes and backslashes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.match(new OAuthError('invalid_request', text).message, /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
    }),
  );
});

test('RFC 6749 §4.1.2.1: a description that quotes what was sent stays short enough for a URL', () => {
  const { message, reason } = new OAuthError('invalid_scope', `The scope ${'x'.repeat(100_000)} is unknown.`);
  assert.deepEqual([message.length, reason.length], [1000, 100_022]);
});

test('RFC 6749 §5.2: every error code has a status', () => {
  assert.equal(new OAuthError('invalid_client', 'x').status, 401);
  assert.ok(Object.values(statusByErrorCode).every((status) => status >= 400));
});

test('comparing in constant time compares', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => equalInConstantTime(a, b) === (a === b)));
  fc.assert(fc.property(fc.string(), (a) => equalInConstantTime(a, a)));
});

test('a secret is never printed', () => {
  const secret = new Secret('hunter2');
  assert.deepEqual(
    [`${secret}`, JSON.stringify({ secret }), inspect({ secret })],
    ['[secret]', '{"secret":"[secret]"}', '{ secret: [secret] }'],
  );
  assert.equal(secret.reveal(), 'hunter2');
});
