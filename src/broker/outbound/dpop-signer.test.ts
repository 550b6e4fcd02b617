import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { createDpopSigner } from './dpop-signer.ts';

const signer = createDpopSigner();
const claims = { htm: 'POST', htu: 'https://p.example/t', iat: epochSeconds(1_800_000_000) };

test('RFC 9449 §4.2: a proof names method, URL, time and an id, and is verified by the key in its header', async () => {
  const key = await signer.createKey();
  const proof = await signer.sign(key, claims);
  const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] });
  const { jti, ...rest } = payload;
  assert.deepEqual(rest, claims);
  assert.match(String(jti), /^[\w-]{20,}$/);
  assert.notEqual(proof, await signer.sign(key, claims), '§4.2: no two have one id');
});

test('RFC 9449 §4.2: nothing of the private key is in it', async () => {
  const proof = await signer.sign(await signer.createKey(), claims);
  assert.deepEqual(Object.keys(decodeProtectedHeader(proof).jwk ?? {}).sort(), ['crv', 'kty', 'x', 'y']);
});

test('RFC 9449 §4.2: nonce and hash of the access token are in it when there are any', async () => {
  const accessToken = new Secret('token');
  const proof = await signer.sign(await signer.createKey(), { ...claims, nonce: 'n', accessToken });
  const { payload } = await jwtVerify(proof, EmbeddedJWK);
  assert.deepEqual([payload.nonce, payload.ath], ['n', createHash('sha256').update('token').digest('base64url')]);
});
