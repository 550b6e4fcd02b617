import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { JsonObject } from '../../wire/parse-object.ts';
import { judgeProof, readProofKey } from './judge-proof.ts';
import { rotatingNonces } from './nonces.ts';
import { memoryReplayStore } from './replay-store.ts';
import { thumbprintOf } from './thumbprint.ts';

const now = 1_800_000_000;
const tokenHash = 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo';
const context = { method: 'GET', url: 'https://rs.test/a?q#f', tokenHash, now, clockToleranceInSeconds: 10, lifetimeInSeconds: 60 };
const claims = { jti: 'j', htm: 'GET', htu: 'https://rs.test/a', iat: now, ath: tokenHash };
const proof = (change: JsonObject, header: JsonObject = { typ: 'dpop+jwt' }) => ({
  header,
  algorithm: 'ES256',
  claims: { ...claims, ...change },
  signed: new Uint8Array(),
  signature: new Uint8Array(),
});

test('RFC 9449 §4.3: a proof for this request and this token is good', () => {
  const same = [{}, { htu: 'HTTPS://RS.test:443/a' }, { htu: 'https://rs.test/b/../a?x#y' }, { iat: now + 10 }, { iat: now - 69 }];
  for (const change of same) assert.equal(judgeProof(proof(change), context), undefined, JSON.stringify(change));
});

const faults: readonly (readonly [clause: string, change: JsonObject])[] = [
  ['3: no jti', { jti: undefined }],
  ['3: a jti that is no text', { jti: 1 }],
  ['3: no htm', { htm: undefined }],
  ['3: no htu', { htu: '' }],
  ['3: no iat', { iat: undefined }],
  ['8: another method', { htm: 'get' }],
  ['9: another host', { htu: 'https://rs2.test/a' }],
  ['9: another path', { htu: 'https://rs.test/a/' }],
  ['9: another scheme', { htu: 'http://rs.test/a' }],
  ['9: no URL', { htu: '/a' }],
  ['11: from the future', { iat: now + 11 }],
  ['11: too old', { iat: now - 70 }],
  ['11: a time that is no number', { iat: `${now}` }],
  ['12: no hash of the token', { ath: undefined }],
  ['12: the hash of another token', { ath: `g${tokenHash.slice(1)}` }],
];
for (const [clause, change] of faults)
  test(`RFC 9449 §4.3, number ${clause} is invalid_dpop_proof`, () =>
    assert.equal(judgeProof(proof(change), context)?.code, 'invalid_dpop_proof'));

test('RFC 9449 §4.3, number 4: another typ is invalid_dpop_proof', () => {
  for (const typ of [undefined, 'JWT', 'at+jwt']) assert.equal(judgeProof(proof({}, { typ }), context)?.code, 'invalid_dpop_proof');
});

test('RFC 9449 §4.3, number 7: a jwk with a private member is no key', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  assert.ok(readProofKey({ header: { jwk: { ...(await exportJWK(publicKey)) } } }));
  for (const jwk of [{ ...(await exportJWK(privateKey)) }, { kty: 'oct', k: 'AAAA' }, undefined, 'x', []])
    assert.equal(readProofKey({ header: { jwk } }), undefined);
});

test('RFC 7638 §3: thumbprints are those jose makes', async () => {
  for (const algorithm of ['ES256', 'RS256', 'Ed25519']) {
    const jwk = await exportJWK((await generateKeyPair(algorithm)).publicKey);
    assert.equal(await thumbprintOf({ ...jwk, kid: 'x', use: 'sig' }), await calculateJwkThumbprint(jwk));
  }
  assert.equal(await thumbprintOf({ kty: 'oct', k: 'AAAA' }), undefined);
  assert.equal(await thumbprintOf({ kty: 'EC', crv: 'P-256', x: 'A' }), undefined);
});

test('RFC 9449 §11.1: a proof is remembered until its end, and a full memory takes no more instead of forgetting', async () => {
  let clock = 0;
  const store = memoryReplayStore(2, () => clock);
  assert.deepEqual([store.remember('a', 10), store.remember('a', 10), store.remember('b', 20)], [true, false, true]);
  assert.throws(() => store.remember('c', 30), /2 DPoP proofs/);
  clock = 10;
  assert.deepEqual([store.remember('c', 30), store.remember('b', 20)], [true, false]);
});

test('RFC 9449 §8.2: a nonce is accepted while it is current and one period longer, at every process with the secret', async () => {
  let clock = 1000;
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const [one, other] = [rotatingNonces(secret, 100, () => clock), rotatingNonces(secret, 100, () => clock)];
  const nonce = await one.current();
  assert.equal(nonce, await other.current());
  const accepted = [];
  for (clock of [1099, 1100, 1199, 1200]) accepted.push(await other.accepts(nonce));
  assert.deepEqual(accepted, [true, true, true, false]);
  assert.equal(await one.accepts(''), false);
  assert.equal(await rotatingNonces(crypto.getRandomValues(new Uint8Array(32)), 100, () => 1000).accepts(nonce), false);
  assert.throws(() => rotatingNonces(new Uint8Array(31)), TypeError);
});
