import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isKeyThumbprint, readDpopProof } from './dpop-proof.ts';
import { OAuthError } from './oauth-error.ts';

const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const header = {
  typ: 'dpop+jwt',
  alg: 'ES256',
  jwk: {
    kty: 'EC',
    crv: 'P-256',
    x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
    y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
  },
};
const claims = { jti: '-BwC3ESc6acc2lTc', htm: 'POST', htu: 'https://server.example.com/token', iat: 1562262616 };
const proofOf = (head: unknown, body: unknown, signature = 'c2ln'): string => `${encode(head)}.${encode(body)}.${signature}`;
const valid = proofOf(header, claims);

test('RFC 9449 §4.2: a proof is taken apart', () => {
  const proof = readDpopProof([valid]);
  assert.ok(!(proof instanceof OAuthError));
  const { jwt, ...rest } = proof;
  assert.deepEqual(rest, { jwk: header.jwk, ...claims, ath: undefined, nonce: undefined });
  assert.equal(jwt.signingInput, valid.slice(0, valid.lastIndexOf('.')));
});

test('RFC 9449 §4.2: ath, nonce, a fraction of a second and members nobody knows are taken', () => {
  const proof = readDpopProof([proofOf({ ...header, kid: '1' }, { ...claims, iat: 1.5, ath: 'a', nonce: 'n', more: [1] })]);
  assert.ok(!(proof instanceof OAuthError));
  assert.deepEqual([proof.iat, proof.ath, proof.nonce], [1.5, 'a', 'n']);
});

const { jti: _jti, ...withoutJti } = claims;
const refused: readonly (readonly [title: string, headers: readonly string[]])[] = [
  ['§4.3 (1): no header', []],
  ['§4.3 (1): two headers', [valid, valid]],
  ['§4.3 (1): two proofs joined in one header', [`${valid}, ${valid}`]],
  ['§4.3 (2): no JWT', ['proof']],
  ['§4.3 (2): an empty header', ['']],
  ['§4.3 (2): a JWE', [`${valid}.a.b`]],
  ['§4.3 (2): padding', [`${valid}=`]],
  ['§4.3 (2): a header that is no object', [proofOf([header], claims)]],
  ['§4.3 (2): claims that are no JSON', [proofOf(header, '{')]],
  ['§4.3 (2): an extension that must be understood', [proofOf({ ...header, crit: ['b64'] }, claims)]],
  ['§4.3 (2): more than anyone needs', [proofOf(header, { ...claims, more: 'x'.repeat(9000) })]],
  ['§4.3 (3): no jti', [proofOf(header, withoutJti)]],
  ['§4.3 (3): an empty jti', [proofOf(header, { ...claims, jti: '' })]],
  ['§4.3 (3): a jti that is no text', [proofOf(header, { ...claims, jti: 1 })]],
  ['§4.3 (3): a jti that is very long', [proofOf(header, { ...claims, jti: 'j'.repeat(2049) })]],
  ['§4.3 (3): no htm', [proofOf(header, { ...claims, htm: undefined })]],
  ['§4.3 (3): no htu', [proofOf(header, { ...claims, htu: null })]],
  ['§4.3 (3): no iat', [proofOf(header, { ...claims, iat: undefined })]],
  ['§4.3 (3): an iat in words', [proofOf(header, { ...claims, iat: '1562262616' })]],
  ['§4.3 (3): an iat beyond numbers', [proofOf(header, JSON.stringify(claims).replace('1562262616', '1e999'))]],
  ['§4.2: a nonce that is no text', [proofOf(header, { ...claims, nonce: 1 })]],
  ['§4.2: an ath that is no text', [proofOf(header, { ...claims, ath: {} })]],
  ['§4.3 (4): no typ', [proofOf({ ...header, typ: undefined }, claims)]],
  ['§4.3 (4): another typ', [proofOf({ ...header, typ: 'JWT' }, claims)]],
  ['§4.2: no jwk', [proofOf({ ...header, jwk: undefined }, claims)]],
  ['§4.3 (7): a private key', [proofOf({ ...header, jwk: { ...header.jwk, d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI' } }, claims)]],
  ['§4.3 (7): a symmetric key', [proofOf({ ...header, jwk: { kty: 'oct', k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMko' } }, claims)]],
  ['§4.2: a key without its point', [proofOf({ ...header, jwk: { kty: 'EC', crv: 'P-256' } }, claims)]],
];
for (const [title, headers] of refused) {
  test(`RFC 9449 ${title} is invalid_dpop_proof`, () => {
    const error = readDpopProof(headers);
    assert.ok(error instanceof OAuthError);
    assert.equal(error.code, 'invalid_dpop_proof');
  });
}

test('RFC 9449 §4.3: whatever comes is taken apart or refused, never thrown at', () => {
  const anyJson = fc.jsonValue();
  const almost = fc.tuple(
    fc.record({ typ: fc.constantFrom('dpop+jwt', 1), alg: anyJson, jwk: fc.oneof(fc.constant(header.jwk), anyJson) }),
    fc.record({ jti: anyJson, htm: anyJson, htu: anyJson, iat: anyJson, ath: anyJson, nonce: anyJson }, { requiredKeys: [] }),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    almost.map(([head, body]) => proofOf(head, body)),
    fc.nat(valid.length - 1).map((cut) => valid.slice(0, cut)),
    fc
      .tuple(fc.nat(valid.length - 1), fc.string({ maxLength: 1 }))
      .map(([at, letter]) => valid.slice(0, at) + letter + valid.slice(at + 1)),
  );
  fc.assert(
    fc.property(text, (proof) => {
      const read = readDpopProof([proof]);
      if (read instanceof OAuthError) assert.equal(read.code, 'invalid_dpop_proof');
      else
        assert.deepEqual(
          [typeof read.jti, typeof read.htm, typeof read.htu, Number.isFinite(read.iat)],
          ['string', 'string', 'string', true],
        );
    }),
    { numRuns: 500 },
  );
});

test('RFC 9449 §10: a dpop_jkt is 43 letters of base64url', () => {
  assert.equal(isKeyThumbprint('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'), true);
  for (const text of ['', 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9X', 'NzbLsXh8uDCcd+6MNwXF4W_7noWXFZAfHkxZsRGC9Xs']) {
    assert.equal(isKeyThumbprint(text), false);
  }
});
