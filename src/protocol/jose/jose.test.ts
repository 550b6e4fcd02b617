import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64Url } from '../base64.ts';
import { signatureAlgorithms } from './algorithms.ts';
import { fitsHeader, readPublicJwk, thumbprintInput } from './jwk.ts';
import { findJwkSetFault, readJwkSet } from './jwk-set.ts';
import { parseJws, parseJwt } from './jws.ts';

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const ec = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' };

test('RFC 7515 §3.1: header, payload and signature of a compact JWS', () => {
  const jws = parseJws(`${encode('{"alg":"ES256","kid":"k"}')}.${encode('é')}.AQID`);
  assert.deepEqual(jws?.header, { alg: 'ES256', kid: 'k' });
  assert.equal(Buffer.from(jws.payload).toString(), 'é');
  assert.deepEqual([...jws.signature], [1, 2, 3]);
});

for (const [clause, title, text] of [
  ['RFC 7515 §3.1', 'two parts', `${encode('{"alg":"ES256"}')}.e30`],
  ['RFC 7515 §7.2', 'JSON', '{"payload":"e30"}'],
  ['RFC 7516 §3.1', 'five parts: a JWE', `${encode('{"alg":"dir"}')}.a.a.a.a`],
  ['RFC 7515 §2', 'padding', `${encode('{"alg":"ES256"}')}.e30=.AQID`],
  ['RFC 7515 §2', 'letters of plain base64', `${encode('{"alg":"ES256"}')}.e30.+/+/`],
  ['RFC 4648 §3.5', 'bits that are not used, and set', `${encode('{"alg":"ES256"}')}.e31.AR`],
  ['RFC 7515 §4.1.1', 'no alg', `${encode('{}')}.e30.AQID`],
  ['RFC 7515 §4.1.1', 'an alg that is no text', `${encode('{"alg":1}')}.e30.AQID`],
  ['RFC 7515 §4.1.11', 'crit', `${encode('{"alg":"ES256","crit":["x"]}')}.e30.AQID`],
  ['RFC 7515 §4', 'a header that is a list', `${encode('["alg"]')}.e30.AQID`],
  ['RFC 3629', 'a header that is not UTF-8', `${Buffer.from('{"alg":"\xff"}', 'latin1').toString('base64url')}.e30.AQID`],
  ['DESIGN §11', 'more letters than are read', `${encode('{"alg":"ES256"}')}.${'A'.repeat(16_384)}.AQID`],
] as const) {
  test(`${clause}: ${title} is no JWS`, () => assert.equal(parseJws(text), undefined));
}

test('RFC 7519 §7.2: a JWS whose payload is no JSON object is no JWT', () => {
  const of = (payload: string): string => `${encode('{"alg":"ES256"}')}.${encode(payload)}.AQID`;
  assert.deepEqual(parseJwt(of('{"a":1}'))?.claims, { a: 1 });
  for (const payload of ['', '[]', 'null', '"text"', '{"a":']) assert.equal(parseJwt(of(payload)), undefined, payload);
});

test('RFC 4648 §5: base64url of any bytes is decoded, and any other text is not', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(decodeBase64Url(Buffer.from(bytes).toString('base64url')), bytes)));
  fc.assert(
    fc.property(fc.string(), (text) => {
      const bytes = decodeBase64Url(text);
      assert.ok(bytes === undefined || Buffer.from(bytes).toString('base64url') === text);
    }),
  );
});

test('RFC 7638 §3.1: the thumbprint of the example', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  const key = readPublicJwk({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' });
  assert.ok(key);
  assert.equal(createHash('sha256').update(thumbprintInput(key)).digest('base64url'), 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
});

for (const [clause, title, value] of [
  ['RFC 7518 §6.2.2', 'a private key', { ...ec, d: 'AA' }],
  ['RFC 7518 §6.4', 'a symmetric key', { kty: 'oct', k: 'AA' }],
  ['RFC 7517 §5', 'an unknown type', { kty: 'new', x: 'AA' }],
  ['RFC 7518 §6.2.1', 'a missing coordinate', { kty: 'EC', crv: 'P-256', x: 'AA' }],
  ['RFC 7518 §6.2.1', 'a coordinate that is no text', { ...ec, y: 7 }],
  ['RFC 7518 §6.3.1', 'a modulus of 16,500 bits', { kty: 'RSA', e: 'AQAB', n: 'A'.repeat(2750) }],
  ['RFC 7517 §4.1', 'no type', { crv: 'P-256', x: 'AA', y: 'AA' }],
  ['RFC 7517 §4', 'text', 'key'],
  ['RFC 7517 §4', 'the name of something every object has', { kty: 'constructor' }],
] as const) {
  test(`${clause}: ${title} is no public key`, () => assert.equal(readPublicJwk(value), undefined));
}

for (const [clause, title, jwk, header, fits] of [
  ['RFC 7518 §3.4', 'the curve of the algorithm', {}, { alg: 'ES256' }, true],
  ['RFC 7518 §3.4', 'another curve', { crv: 'P-384' }, { alg: 'ES256' }, false],
  ['RFC 8725 §3.1', 'an algorithm of another type', {}, { alg: 'RS256' }, false],
  ['RFC 8725 §3.1', 'none', {}, { alg: 'none' }, false],
  ['RFC 8725 §3.1', 'HMAC', {}, { alg: 'HS256' }, false],
  ['RFC 7515 §4.1.4', 'the same kid', { kid: 'a' }, { alg: 'ES256', kid: 'a' }, true],
  ['RFC 7515 §4.1.4', 'another kid', { kid: 'b' }, { alg: 'ES256', kid: 'a' }, false],
  ['RFC 7515 §4.1.4', 'no kid in the key', {}, { alg: 'ES256', kid: 'a' }, false],
  ['RFC 7517 §4.4', 'a key for another algorithm', { alg: 'ES384' }, { alg: 'ES256' }, false],
  ['RFC 7517 §4.2', 'a key for encryption', { use: 'enc' }, { alg: 'ES256' }, false],
  ['RFC 7517 §4.3', 'a key that verifies', { key_ops: ['verify'] }, { alg: 'ES256' }, true],
  ['RFC 7517 §4.3', 'a key that signs only', { key_ops: ['sign'] }, { alg: 'ES256' }, false],
] as const) {
  test(`${clause}: ${title} ${fits ? 'fits' : 'does not fit'}`, () => {
    const key = readPublicJwk({ ...ec, ...jwk });
    assert.ok(key);
    assert.equal(fitsHeader(key, header), fits);
  });
}

test('RFC 7517 §5: keys that are not understood are left out of a set, which has a bound', () => {
  assert.equal(readJwkSet({ keys: [ec, { kty: 'new' }, 'text', { ...ec, d: 'AA' }] })?.length, 1);
  assert.equal(readJwkSet({ keys: Array(101).fill(ec) }), undefined);
  for (const value of [undefined, null, [], { keys: {} }, 'text']) assert.equal(readJwkSet(value), undefined);
});

test('RFC 7591 §2: a set that is registered has public keys, and no others', () => {
  assert.equal(findJwkSetFault({ keys: [ec] }), undefined);
  assert.match(findJwkSetFault({ keys: [ec, { ...ec, d: 'AA' }] }) ?? '', /private or symmetric/);
  assert.match(findJwkSetFault({ keys: [] }) ?? '', /must contain a public key/);
  assert.match(findJwkSetFault([]) ?? '', /must be a JWK Set/);
});

test('RFC 8725 §3.1: none and HMAC are no signature algorithms', () => {
  assert.deepEqual(
    signatureAlgorithms.filter(({ name }) => name === 'none' || name.startsWith('HS')),
    [],
  );
});
