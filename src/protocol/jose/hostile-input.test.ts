import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAttestationPop, readClientAttestation } from '../client-attestation.ts';
import { readDpopProof } from '../dpop-proof.ts';
import { OAuthError } from '../oauth-error.ts';
import { findSignatureAlgorithm, macAlgorithmNames, signatureAlgorithmNames } from './algorithms.ts';
import { fitsHeader, readPublicJwk, thumbprintInput } from './jwk.ts';
import { findJwkSetFault, maxJwkSetKeys, readJwkSet } from './jwk-set.ts';
import { parseJws, parseJwt } from './jws.ts';

const encode = (value: string | object): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const compact = (header: string | object, payload: string | object): string => `${encode(header)}.${encode(payload)}.AQID`;

/** Values nobody expects, and those that somebody does, in the wrong place. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.constantFrom('ES256', 'none', 'HS256', 'P-256', 'EC', 'RSA', 'sig', 'enc', '__proto__', 'constructor', 1e308, -0, Number.MAX_VALUE),
);
const objectOf = (...names: string[]): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] });
const anyHeader = objectOf('alg', 'typ', 'kid', 'jwk', 'jku', 'x5c', 'x5u', 'crit', 'b64', 'zip', 'enc', '__proto__');
const anyKey = objectOf('kty', 'crv', 'x', 'y', 'n', 'e', 'd', 'k', 'use', 'alg', 'key_ops', 'kid', 'toString');

test('RFC 7515 §5.2: any text is a JWS or is none, and a JWT has claims', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w-]*\.[\w-]*\.[\w-]*$/)), (text) => {
      const jws = parseJws(text);
      assert.ok(jws === undefined || (typeof jws.header.alg === 'string' && text.startsWith(`${jws.signingInput}.`)));
      const jwt = parseJwt(text);
      assert.ok(jwt === undefined || (jwt.claims !== null && typeof jwt.claims === 'object' && !Array.isArray(jwt.claims)));
    }),
    { numRuns: 500 },
  );
});

test('RFC 7515 §4: whatever a header says, alg is a text, and crit is not there', () => {
  fc.assert(
    fc.property(anyHeader, fc.jsonValue(), (header, payload) => {
      const jws = parseJws(compact(header, JSON.stringify(payload)));
      assert.ok(jws === undefined || (typeof jws.header.alg === 'string' && jws.header.crit === undefined));
    }),
    { numRuns: 500 },
  );
});

test('RFC 7797 §6: an unencoded payload cannot be asked for, with crit or without', () => {
  assert.equal(parseJws(compact({ alg: 'ES256', b64: false, crit: ['b64'] }, 'x')), undefined);
  // Without crit, b64 is a member that nobody understands: the payload is decoded, and what was signed is its letters.
  const jws = parseJws(compact({ alg: 'ES256', b64: false }, 'x'));
  assert.equal(Buffer.from(jws?.payload ?? []).toString(), 'x');
  assert.ok(jws?.signingInput.endsWith(`.${encode('x')}`));
});

test('RFC 7515 §4.1.11: crit is refused, whatever is in it', () => {
  fc.assert(
    fc.property(
      anything.filter((value) => JSON.stringify({ value }) !== '{}'),
      (crit) => assert.equal(parseJws(compact({ alg: 'ES256', crit }, '{}')), undefined),
    ),
  );
});

test('RFC 7515 §4: of a member that is there twice the last one counts, in the header and in the claims', () => {
  const jwt = parseJwt(compact('{"alg":"none","alg":"ES256"}', '{"sub":"a","sub":"b"}'));
  assert.deepEqual([jwt?.header, jwt?.claims], [{ alg: 'ES256' }, { sub: 'b' }]);
});

test('RFC 8725 §2.6: a member called __proto__ changes nobody else', () => {
  const jwt = parseJwt(compact('{"alg":"ES256","__proto__":{"crit":[]}}', '{"__proto__":{"sub":"admin"}}'));
  assert.equal(jwt?.claims.sub, undefined);
  assert.equal(({} as { sub?: unknown }).sub, undefined);
});

test('RFC 8259 §6: numbers beyond all bounds are no times', () => {
  const jwt = parseJwt(compact('{"alg":"ES256"}', '{"exp":1e999,"iat":-1e999}'));
  assert.deepEqual([jwt?.claims.exp, jwt?.claims.iat], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  const cnf = { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } };
  const claims = JSON.stringify({ sub: 'a', cnf, exp: 0 }).replace('"exp":0', '"exp":1e999');
  assert.ok(readClientAttestation([compact({ alg: 'ES256', typ: 'oauth-client-attestation+jwt' }, claims)]) instanceof OAuthError);
});

test('RFC 8259 §9: nesting as deep as a JWS is long is read, or is none', () => {
  for (const depth of [1000, 6000]) {
    const text = compact(`{"alg":"ES256","a":${'['.repeat(depth)}${']'.repeat(depth)}}`, '{}');
    assert.doesNotThrow(() => parseJwt(text));
  }
});

test('RFC 7517 §4: any object is a public key or is none, shows no secret, and has one thumbprint', () => {
  fc.assert(
    fc.property(anyKey, (value) => {
      const jwk = readPublicJwk(value);
      if (jwk === undefined) return;
      assert.ok(['EC', 'OKP', 'RSA'].includes(jwk.kty) && !('d' in jwk) && !('k' in jwk));
      assert.match(thumbprintInput(jwk), /^[\x20-\x7e]+$/);
    }),
    { numRuns: 500 },
  );
});

test('RFC 8725 §3.1: a key fits a header only with an algorithm of its own type, and never none or an HMAC', () => {
  fc.assert(
    fc.property(
      anyKey,
      anyHeader,
      fc.constantFrom(...signatureAlgorithmNames, ...macAlgorithmNames, 'none', 'None', ''),
      (key, header, alg) => {
        const jwk = readPublicJwk({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', ...key });
        if (jwk === undefined || !fitsHeader(jwk, { ...header, alg })) return;
        const algorithm = findSignatureAlgorithm(alg);
        assert.equal(algorithm?.kty, jwk.kty);
        assert.ok(algorithm.crv === undefined || algorithm.crv === jwk.crv);
      },
    ),
    { numRuns: 500 },
  );
});

test('RFC 7517 §5: any value is a set of keys or is none, and what may be registered has no secrets', () => {
  const set = fc.oneof(anything, fc.record({ keys: fc.oneof(anything, fc.array(fc.oneof(anyKey, anything), { maxLength: 5 })) }));
  fc.assert(
    fc.property(set, (value) => {
      const keys = readJwkSet(value);
      if (findJwkSetFault(value) === undefined) assert.ok(keys !== undefined && keys.length > 0 && keys.every((key) => !('d' in key)));
    }),
    { numRuns: 500 },
  );
  assert.equal(readJwkSet({ keys: Array(maxJwkSetKeys + 1).fill({}) }), undefined);
});

const readers: readonly (readonly [clause: string, typ: string, read: (headers: readonly string[]) => object])[] = [
  ['RFC 9449 §4.3', 'dpop+jwt', readDpopProof],
  ['draft-ietf-oauth-attestation-based-client-auth-11 §7.1', 'oauth-client-attestation+jwt', readClientAttestation],
  ['draft-ietf-oauth-attestation-based-client-auth-11 §7.2', 'oauth-client-attestation-pop+jwt', readAttestationPop],
];
for (const [clause, typ, read] of readers) {
  test(`${clause}: whatever a ${typ} has in it, it is one by its form or an OAuthError`, () => {
    const claims = objectOf('jti', 'htm', 'htu', 'iat', 'ath', 'nonce', 'iss', 'sub', 'exp', 'nbf', 'cnf', 'aud', 'challenge');
    fc.assert(
      fc.property(anyHeader, claims, (header, payload) => {
        const found = read([compact({ ...header, typ, alg: 'ES256' }, payload)]);
        if (!(found instanceof OAuthError) && 'iat' in found && found.iat !== undefined) assert.ok(Number.isFinite(found.iat));
      }),
      { numRuns: 300 },
    );
    for (const headers of [[], [''], ['a.b.c'], ['e30.e30.e30', 'e30.e30.e30']]) assert.ok(read(headers) instanceof OAuthError);
  });
}
