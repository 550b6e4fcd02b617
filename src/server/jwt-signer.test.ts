import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLocalJWKSet, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { listPublishedKeys } from '../engine/keys/list-published-keys.ts';
import type { WantedKeys } from '../engine/keys/replace-signing-keys.ts';
import { type GeneratedKey, publishAhead, rotateSigningKey } from '../engine/keys/rotate-signing-key.ts';
import type { SigningAlgorithm } from '../engine/model/signing-key.ts';
import { updateService } from '../engine/services/update-service.ts';
import { openEngine } from '../engine/testing/open-engine.ts';
import { derToJose, joseToDer } from './ecdsa-signature.ts';
import { generateSigningKey } from './generate-signing-key.ts';

test('RFC 7515 §3.1: what we sign, jose verifies with the published keys', async () => {
  await using run = await openEngine();
  const keys = createLocalJWKSet({
    keys: (await listPublishedKeys(run.engine, run.service.id)).keys.map((key) => ({ ...key, kty: 'EC' })),
  });
  for (let round = 0; round < 50; round++) {
    const jwt = await run.engine.signJwt(run.service.id, 'at+jwt', { round });
    const { payload, protectedHeader } = await jwtVerify(jwt, keys, { typ: 'at+jwt' });
    assert.equal(payload.round, round);
    assert.equal(protectedHeader.alg, 'ES256');
    assert.deepEqual(await run.engine.readOwnJwt(run.service.id, jwt, 'at+jwt'), { round });
  }
});

test('RFC 7515 §4: a header may have more members, and none takes the place of ours', async () => {
  await using run = await openEngine();
  const headerOf = (jwt: string): object => JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString());
  const plain = headerOf(await run.engine.signJwt(run.service.id, 'JWT', {}));
  const jwt = await run.engine.signJwt(run.service.id, 'JWT', { a: 1 }, 'ES256', {
    header: { purpose: 'test', alg: 'none', typ: 'at+jwt' },
  });
  assert.deepEqual(headerOf(jwt), { purpose: 'test', ...plain });
  assert.deepEqual(await run.engine.readOwnJwt(run.service.id, jwt, 'JWT'), { a: 1 });
  assert.deepEqual(headerOf(await run.engine.signJwt(run.service.id, 'JWT', {})), plain);
});

test('RFC 7518 §3.4: a signature survives the way to DER and back, leading zeros included', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(31), fc.nat(31), (signature, zerosOfR, zerosOfS) => {
      const jose = Buffer.from(signature)
        .fill(0, 0, zerosOfR)
        .fill(0, 32, 32 + zerosOfS);
      const der = joseToDer(jose);
      assert.ok(der);
      assert.deepEqual(derToJose(der), jose);
    }),
  );
  assert.equal(joseToDer(Buffer.alloc(63)), undefined);
});

test('RFC 8725 §3.1: a JWT that is tampered with, unsigned, or signed with another key or algorithm is not ours', async () => {
  await using run = await openEngine();
  await using other = await openEngine();
  const id = run.service.id;
  const jwt = await run.engine.signJwt(id, 'at+jwt', { sub: 'a' });
  const [header = '', , signature = ''] = jwt.split('.');
  const { kid = '' } = JSON.parse(Buffer.from(header, 'base64url').toString());
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forgeries = [
    `${header}.${encode({ sub: 'b' })}.${signature}`,
    new UnsecuredJWT({ sub: 'a' }).encode(),
    await new SignJWT({ sub: 'a' }).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.alloc(32)),
    await other.engine.signJwt(other.service.id, 'at+jwt', { sub: 'a' }),
    `${header}.${encode({ sub: 'a' })}.${encode('short')}`,
    `${encode({ alg: 'ES256', kid, crit: ['x'] })}.${encode({ sub: 'a' })}.${signature}`,
    `${header}.${encode({ sub: 'a' })}.`,
    ...['', '..', 'a.b', 'null.null.null', `${encode(null)}.x.y`, `${encode([])}.x.y`],
  ];
  for (const forgery of forgeries) assert.equal(await run.engine.readOwnJwt(id, forgery, 'at+jwt'), undefined, forgery);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      assert.equal(await run.engine.readOwnJwt(id, text, 'at+jwt'), undefined);
      assert.equal(await run.engine.readOwnJwt(id, `${header}.${text}.${signature}`, 'at+jwt'), undefined);
    }),
    { numRuns: 50 },
  );
});

test('a rotation is published first, signs later, and keeps what was signed before readable', async () => {
  await using run = await openEngine();
  const { engine, service } = run;
  const kidOf = (jwt: string): unknown => JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid;
  const before = await engine.signJwt(service.id, 'at+jwt', { n: 1 });
  const rotation = await rotateSigningKey(engine, { service, generated: await generateSigningKey(engine.mint) });
  assert.ok(rotation.action === 'rotate');
  assert.equal((await listPublishedKeys(engine, service.id)).keys.length, 2);
  assert.equal(kidOf(await engine.signJwt(service.id, 'at+jwt', {})), kidOf(before));
  run.pass(publishAhead);
  assert.equal(kidOf(await engine.signJwt(service.id, 'at+jwt', {})), rotation.key.id);
  assert.deepEqual(await engine.readOwnJwt(service.id, before, 'at+jwt'), { n: 1 });
  run.pass(service.accessTokenLifetime + 300);
  assert.equal(await engine.readOwnJwt(service.id, before, 'at+jwt'), undefined);
  assert.deepEqual(
    (await listPublishedKeys(engine, service.id)).keys.map(({ kid }) => kid),
    [rotation.key.id],
  );
});

test('RFC 7517 §4: a published key holds no private member', async () => {
  await using run = await openEngine();
  const { keys } = await listPublishedKeys(run.engine, run.service.id);
  assert.deepEqual(
    keys.map((key) => Object.keys(key).sort()),
    [['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']],
  );
});

test('a JWT is signed with the key that is named, until that is gone or was of another algorithm', async () => {
  await using run = await openEngine();
  const { engine, service } = run;
  const kidWith = async (kid: string): Promise<unknown> => {
    const jwt = await engine.signJwt(service.id, 'JWT', {}, 'ES256', { kid });
    assert.deepEqual(await engine.readOwnJwt(service.id, jwt, 'JWT'), {});
    return JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid;
  };
  const usual = await kidWith('nothing');
  const named = async (kid: string, algorithm: SigningAlgorithm): Promise<GeneratedKey> => {
    const made = await generateSigningKey(engine.mint, algorithm);
    return { ...made, publicJwk: { ...made.publicJwk, kid } };
  };
  const given = [await named('one', 'ES256'), await named('two', 'ES256'), await named('edwards', 'EdDSA')];
  const replace = (keys: WantedKeys) =>
    updateService(engine, { serviceId: service.id, write: (kept) => kept, fixedIssuer: undefined, keys });
  assert.equal((await replace({ kept: [], given })).action, 'save');
  run.pass(1);
  assert.deepEqual([await kidWith('one'), await kidWith('two'), await kidWith('edwards')], ['one', 'two', 'one']);
  assert.equal(await kidWith(String(usual)), 'one', 'what was left out signs nothing more');
  await replace({ kept: ['two', 'edwards'], given: [] });
  run.pass(30);
  assert.deepEqual([await kidWith('one'), await kidWith('two')], ['two', 'two']);
});
