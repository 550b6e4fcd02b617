import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBase64Url } from '../../wire/base64url.ts';
import { isOfType, parseJwt } from './parse-jwt.ts';

const part = (value: unknown): string => encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));
const token = (header: unknown, claims: unknown = {}, signature = 'AAAA'): string => `${part(header)}.${part(claims)}.${signature}`;
const object = fc.dictionary(fc.string(), fc.jsonValue());

test('RFC 7515 §3.1: what was put together is taken apart again', () => {
  fc.assert(
    fc.property(object, object, fc.uint8Array(), (more, claims, signature) => {
      fc.pre(!('crit' in more));
      const text = token({ ...more, alg: 'ES256' }, claims, encodeBase64Url(signature));
      const jwt = parseJwt(text);
      assert.ok(jwt);
      assert.equal(JSON.stringify(jwt.claims), JSON.stringify(JSON.parse(JSON.stringify(claims))));
      assert.equal(new TextDecoder().decode(jwt.signed), text.slice(0, text.lastIndexOf('.')));
      assert.deepEqual(jwt.signature, new Uint8Array(signature));
    }),
  );
});

test('RFC 7519 §7.2: no text makes it throw, and one changed character is another token or none', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]*\.[\w-]*\.[\w-]*$/)), (text) => void parseJwt(text)));
  const valid = token({ alg: 'ES256', typ: 'at+jwt' }, { sub: 'a' });
  const parsed = parseJwt(valid);
  assert.ok(parsed);
  const partsOfValid = [parsed.header, parsed.claims, [...parsed.signature]];
  fc.assert(
    fc.property(fc.nat(valid.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      fc.pre(valid[at] !== character);
      const jwt = parseJwt(valid.slice(0, at) + character + valid.slice(at + 1));
      const isSame = jwt !== undefined && JSON.stringify([jwt.header, jwt.claims, [...jwt.signature]]) === JSON.stringify(partsOfValid);
      assert.ok(!isSame, 'base64url has one spelling');
    }),
  );
});

test('RFC 7515 §5.2: what is malformed, unsigned text or needs more understanding than ours is none', () => {
  const good = { alg: 'ES256' };
  const cases: Readonly<Record<string, string>> = {
    empty: '',
    'two parts': 'a.b',
    'five parts, as a JWE has': `${token(good)}.a.b`,
    'no JSON': 'AAAA.AAAA.AAAA',
    'a list as header': token([good]),
    'a text as claims': token(good, 'x'),
    'no alg': token({ typ: 'JWT' }),
    'alg is a number': token({ alg: 1 }),
    'RFC 7515 §4.1.11: crit': token({ ...good, crit: ['b64'], b64: false }),
    padding: token(good, {}, 'AA=='),
    'not UTF-8': `${part(good)}.${encodeBase64Url(new Uint8Array([0x7b, 0xff, 0x7d]))}.AAAA`,
    'too long': token(good, { x: 'x'.repeat(16_000) }),
  };
  for (const [title, text] of Object.entries(cases)) assert.equal(parseJwt(text), undefined, title);
  assert.ok(parseJwt(token(good)));
});

test('RFC 7515 §4.1.9: typ is compared without case and without application/', () => {
  for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt']) assert.ok(isOfType({ header: { typ } }, 'at+jwt'), typ);
  for (const typ of [undefined, 1, 'JWT', 'at+jwt2', 'x/at+jwt']) assert.ok(!isOfType({ header: { typ } }, 'at+jwt'), String(typ));
});
