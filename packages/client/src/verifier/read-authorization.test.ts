import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAuthorization } from './read-authorization.ts';

test('RFC 6750 §2.1, RFC 9449 §7.1: either scheme, in any case, with a token68', () => {
  assert.deepEqual(readAuthorization('Bearer a.b-c_~+/=='), { scheme: 'Bearer', token: 'a.b-c_~+/==' });
  assert.deepEqual(readAuthorization('bEARER  x '), { scheme: 'Bearer', token: 'x' });
  assert.deepEqual(readAuthorization('dpop x'), { scheme: 'DPoP', token: 'x' });
});

test('RFC 6750 §3.1: no token, or another scheme, is no error yet', () => {
  for (const header of [undefined, null, '', ' ', 'Basic eA==', 'Bearers x', 'constructor x', '__proto__ x']) {
    const read = readAuthorization(header);
    assert.ok('reason' in read && read.code === undefined, String(header));
  }
});

test('RFC 6750 §3.1: a header that is malformed is invalid_request', () => {
  for (const header of [
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer,a',
    'Bearer "a"',
    'Bearer ä',
    `Bearer ${'a'.repeat(20_000)}`,
  ]) {
    const read = readAuthorization(header);
    assert.ok('reason' in read && read.code === 'invalid_request', header.slice(0, 20));
  }
});

test('no header makes it throw, and a token it reads is in the header as it is', () => {
  fc.assert(
    fc.property(fc.constantFrom('Bearer ', 'DPoP ', ''), fc.string(), (scheme, text) => {
      const read = readAuthorization(scheme + text);
      if ('token' in read) assert.ok(text.includes(read.token) && /^[\w.~+/=-]+$/.test(read.token));
    }),
  );
});
