import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import type { JsonObject } from '../../wire/parse-object.ts';
import { UpstreamError } from '../upstream-error.ts';
import { CachedDocument } from './cached-document.ts';
import { chooseKeys, KeySet, readJwks } from './key-set.ts';
import { importPublicKey } from './public-key.ts';

const jwkOf = async (algorithm: string, more: JsonObject = {}): Promise<JsonObject> => ({
  ...(await exportJWK((await generateKeyPair(algorithm, { extractable: true })).publicKey)),
  ...more,
});

/** A document whose clock and loading the test sets. */
function openDocument(load: () => Promise<string>) {
  const scene = { now: 0, loaded: 0 };
  const loading = () => {
    scene.loaded += 1;
    return load();
  };
  return { scene, document: new CachedDocument(loading, { maxAge: 600_000, cooldown: 30_000, maxStale: 3_600_000 }, () => scene.now) };
}

test('a document is fetched once for all, used for its time, and renewed no more often than the cool-down allows', async () => {
  const { scene, document } = openDocument(async () => `v${scene.loaded}`);
  assert.deepEqual([...new Set(await Promise.all(Array.from({ length: 100 }, () => document.get())))], ['v1']);
  assert.equal(await document.renew(), 'v1');
  scene.now = 30_000;
  assert.deepEqual(await Promise.all([document.renew(), document.renew()]), ['v2', 'v2']);
  scene.now = 629_999;
  assert.equal(await document.get(), 'v2');
  scene.now = 630_000;
  assert.equal(await document.get(), 'v3');
  assert.equal(scene.loaded, 3);
});

test('a document that cannot be fetched again is used for as long as it may be stale, and asked for once per cool-down', async () => {
  let isDown = false;
  const { scene, document } = openDocument(async () => {
    if (isDown) throw new UpstreamError('down');
    return 'kept';
  });
  await document.get();
  isDown = true;
  scene.now = 600_000;
  for (let times = 0; times < 5; times++) assert.equal(await document.get(), 'kept');
  assert.equal(scene.loaded, 2);
  scene.now = 4_199_999;
  assert.equal(await document.get(), 'kept');
  scene.now = 4_200_000;
  await assert.rejects(document.get(), /down/);
  isDown = false;
  scene.now += 30_000;
  assert.equal(await document.get(), 'kept');
});

test('a document that was never fetched is tried again after a second', async () => {
  const { scene, document } = openDocument(async () => {
    throw new UpstreamError(`down ${scene.loaded}`);
  });
  await assert.rejects(document.get(), /down 1/);
  await assert.rejects(document.get(), /down 1/);
  scene.now = 1000;
  await assert.rejects(document.get(), /down 2/);
});

test('RFC 7517 §4: a key is for its kid, its use, its algorithm and its type only', async () => {
  const ec = await jwkOf('ES256', { kid: 'a' });
  const rsa = await jwkOf('RS256', { kid: 'b' });
  const fits = (jwk: JsonObject, kid: string | undefined, algorithm: 'ES256' | 'ES384' | 'RS256' | 'PS256') =>
    chooseKeys([jwk], kid, algorithm).length === 1;
  assert.ok(fits(ec, 'a', 'ES256') && fits(ec, undefined, 'ES256') && fits(rsa, 'b', 'PS256'));
  assert.ok(fits({ ...ec, use: 'sig', alg: 'ES256', key_ops: ['verify'] }, 'a', 'ES256'));
  const others: readonly JsonObject[] = [
    { ...ec, kid: 'c' },
    { ...ec, use: 'enc' },
    { ...ec, alg: 'ES384' },
    { ...ec, key_ops: ['sign'] },
    { ...ec, crv: 'P-384' },
    rsa,
    { kty: 'oct', kid: 'a', k: 'AAAA' },
  ];
  for (const jwk of others) assert.ok(!fits(jwk, 'a', 'ES256'), JSON.stringify(jwk));
  assert.ok(!fits({ ...rsa, alg: 'RS256' }, 'b', 'PS256'), 'a key for one algorithm is not for another');
  const ed = await jwkOf('Ed25519', { alg: 'Ed25519' });
  assert.equal(chooseKeys([ed], undefined, 'EdDSA').length, 1, 'two names of one algorithm');
  assert.equal(
    chooseKeys(
      Array.from({ length: 50 }, () => ec),
      undefined,
      'ES256',
    ).length,
    4,
  );
});

test('RFC 7518 §3.3: RSA keys have 2048 to 8192 bits and a small exponent; what is no key is none', async () => {
  const rsa = await jwkOf('RS256');
  assert.ok(await importPublicKey(rsa, 'RS256'));
  const { publicKey } = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  );
  const broken: readonly JsonObject[] = [
    { ...(await exportJWK(publicKey)) },
    { ...rsa, n: 'A'.repeat(2000) },
    { ...rsa, e: 'A'.repeat(9) },
    { ...rsa, n: '!' },
    { ...rsa, n: 7 },
  ];
  for (const jwk of broken) assert.equal(await importPublicKey(jwk, 'RS256'), undefined);
  assert.equal(await importPublicKey({ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }, 'ES256'), undefined);
});

test('RFC 7517 §5: a set is a bounded list of keys', () => {
  assert.deepEqual(readJwks({ keys: [{ kty: 'EC' }, 'x', null] }), [{ kty: 'EC' }]);
  for (const document of [undefined, {}, { keys: {} }, { keys: Array.from({ length: 101 }, () => ({})) }])
    assert.throws(() => readJwks(document), UpstreamError);
});

test('a kid nobody knows asks for the keys again; a known one never does', async () => {
  const keys = [await jwkOf('ES256', { kid: 'old' })];
  let renewals = 0;
  const set = new KeySet({
    get: async () => keys,
    renew: async () => {
      renewals += 1;
      return keys;
    },
  });
  assert.equal((await set.find('old', 'ES256')).length, 1);
  assert.equal((await set.find('old', 'ES256'))[0], (await set.find('old', 'ES256'))[0], 'imported once');
  assert.deepEqual([renewals, (await set.find('new', 'ES256')).length], [0, 0]);
  keys.push(await jwkOf('ES256', { kid: 'new' }));
  assert.deepEqual([(await set.find('new', 'ES256')).length, renewals], [1, 1]);
});
