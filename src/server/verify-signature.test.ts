import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { CompactSign } from 'jose';
import { macAlgorithmNames, signatureAlgorithms } from '../protocol/jose/algorithms.ts';
import { type PublicJwk, readPublicJwk } from '../protocol/jose/jwk.ts';
import { type Jws, parseJws } from '../protocol/jose/jws.ts';
import { Secret } from '../protocol/secret.ts';
import { createVerifySignature, verifyMac } from './verify-signature.ts';

const verifySignature = createVerifySignature();
const parse = (text: string): Jws => parseJws(text) ?? assert.fail(text);
const read = (jwk: unknown): PublicJwk => readPublicJwk(jwk) ?? assert.fail();

const makePair = (kty: string, crv = ''): ReturnType<typeof generateKeyPairSync> => {
  if (kty === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return kty === 'OKP' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: crv });
};

for (const { name, spec, kty, crv } of signatureAlgorithms) {
  test(`${spec}: ${name} of another implementation is verified, and no other text is`, async () => {
    const { publicKey, privateKey } = makePair(kty, crv);
    const jws = parse(await new CompactSign(new TextEncoder().encode('text')).setProtectedHeader({ alg: name }).sign(privateKey));
    const key = read(publicKey.export({ format: 'jwk' }));
    assert.equal(await verifySignature(jws, key), true);
    assert.equal(await verifySignature({ ...jws, signingInput: `${jws.signingInput}A` }, key), false);
    assert.equal(await verifySignature({ ...jws, signature: jws.signature.subarray(1) }, key), false);
    assert.equal(await verifySignature(jws, read(makePair(kty, crv).publicKey.export({ format: 'jwk' }))), false);
  });
}

test('RFC 7515 §A.3: the example of ES256', async () => {
  const jws = parse(
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  );
  const key = read({
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  });
  assert.equal(await verifySignature(jws, key), true);
});

test('RFC 7518 §3.3: RSA keys of less than 2048 bits are too weak, and those that take long to verify are refused', async () => {
  const input = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.e30`;
  const verifyWith = (modulusLength: number, changed: object = {}): Promise<boolean> | boolean => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const jws = parse(`${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`);
    return verifySignature(jws, read({ ...publicKey.export({ format: 'jwk' }), ...changed }));
  };
  assert.equal(await verifyWith(2048), true);
  assert.equal(await verifyWith(1024), false);
  assert.equal(await verifyWith(2048, { n: 'z'.repeat(2731) }), false);
});

test('RFC 7518 §6.2: a point that is on no curve is no key', async () => {
  const jws = parse('eyJhbGciOiJFUzI1NiJ9.e30.AAAA');
  assert.equal(await verifySignature(jws, read({ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' })), false);
});

for (const alg of macAlgorithmNames) {
  test(`RFC 7518 §3.2: ${alg} of another implementation is verified, with no other secret`, async () => {
    const secret = 'x'.repeat(64);
    const key = new TextEncoder().encode(secret);
    const jws = parse(await new CompactSign(key).setProtectedHeader({ alg }).sign(key));
    assert.equal(await verifyMac(jws, new Secret(secret)), true);
    assert.equal(await verifyMac(jws, new Secret(`${secret}x`)), false);
    assert.equal(await verifyMac({ ...jws, header: { alg: 'ES256' } }, new Secret(secret)), false);
    assert.equal(await verifyMac({ ...jws, signature: jws.signature.subarray(1) }, new Secret(secret)), false);
  });
}
