import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { listPublishedKeys } from '../keys/list-published-keys.ts';
import { signingAlgorithms } from '../keys/signing-algorithms.ts';
import type { TestEngine } from '../testing/open-engine.ts';
import { claimsOf, headerOf, openOpenId, refresh, signIn } from '../testing/open-openid.ts';
import { now } from '../testing/records.ts';

async function verify(run: TestEngine, idToken: string | undefined, audience: string) {
  const { keys } = await listPublishedKeys(run.engine, run.service.id);
  const set = createLocalJWKSet({ keys: keys.map((key) => ({ ...key, kty: key.kty ?? '' })) });
  return jwtVerify(idToken ?? '', set, { issuer: run.service.issuer, audience, currentDate: new Date(run.engine.clock() * 1000) });
}

const leftHalf = (hash: string, text: string): string => {
  const digest = createHash(hash).update(text).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};

for (const algorithm of signingAlgorithms) {
  test(`OpenID Connect Core §2, §3.1.3.6: an ID token signed with ${algorithm}, with the hash that goes with it`, async () => {
    await using run = await openOpenId();
    const app = await run.addClient({ idTokenSignedResponseAlg: algorithm });
    const tokens = await signIn(run, app, { nonce: 'n-0S6' });
    const { payload, protectedHeader } = await verify(run, tokens.id_token, app.client.clientId);
    assert.equal(protectedHeader.alg, algorithm);
    const { amr: _amr, acr: _acr, sid: _sid, ...claims } = payload;
    assert.deepEqual(claims, {
      iss: run.service.issuer,
      sub: 'user-1',
      aud: app.client.clientId,
      exp: now + 3600,
      iat: now,
      auth_time: now,
      nonce: 'n-0S6',
      at_hash: leftHalf(algorithm === 'EdDSA' ? 'sha512' : 'sha256', tokens.access_token),
    });
  });
}

test('OpenID Connect Dynamic Client Registration §2: who registers nothing gets RS256, and its key says so', async () => {
  await using run = await openOpenId();
  const tokens = await signIn(run, await run.addClient());
  const { alg, kid, typ } = headerOf(tokens.id_token);
  assert.deepEqual([alg, typ], ['RS256', 'JWT']);
  const { keys } = await listPublishedKeys(run.engine, run.service.id);
  assert.deepEqual(
    keys.filter((key) => key.kid === kid).map((key) => [key.alg, key.use, Object.keys(key).sort()]),
    [['RS256', 'sig', ['alg', 'e', 'kid', 'kty', 'n', 'use']]],
  );
});

test('OpenID Connect Core §3.1.2.1: without openid there is no ID token, and no word of one', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  assert.equal('id_token' in (await signIn(run, app, { scope: 'read' })), false);
  const credentials = { client_id: app.client.clientId, client_secret: app.secret };
  assert.equal('id_token' in (await run.obtain({ grant_type: 'client_credentials', scope: 'openid', ...credentials })), false);
});

test('OpenID Connect Core §12.2: a refreshed ID token has the first one’s iss, sub, aud and auth_time, its own iat, and no nonce', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const tokens = await signIn(run, app, { nonce: 'n' });
  run.pass(100);
  const first = claimsOf(tokens.id_token);
  const refreshed = await refresh(run, app, tokens);
  const second = claimsOf(refreshed.id_token);
  for (const name of ['iss', 'sub', 'aud', 'auth_time', 'acr', 'sid']) assert.deepEqual(second[name], first[name], name);
  assert.equal(second.iat, now + 100);
  assert.equal('nonce' in second, false);
  assert.equal(second.at_hash, leftHalf('sha256', refreshed.access_token));
});

test('OpenID Connect Core §12.1: a refresh that asks for less than openid gets no ID token, and the next one does', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const tokens = await signIn(run, app, { scope: 'openid read' });
  const narrowed = await refresh(run, app, tokens, 'read');
  assert.equal('id_token' in narrowed, false);
  assert.ok((await refresh(run, app, narrowed)).id_token);
});

test('RFC 9700 §4.14.2: an answer within the leeway has the same ID token once more', async () => {
  await using run = await openOpenId();
  const app = await run.addClient({ idTokenSignedResponseAlg: 'EdDSA' });
  const tokens = await signIn(run, app, { nonce: 'n', claims: JSON.stringify({ id_token: { email: null } }) });
  const once = await refresh(run, app, tokens);
  run.pass(10);
  const again = await refresh(run, app, tokens);
  assert.equal(again.access_token, once.access_token);
  assert.equal(again.id_token, once.id_token); // EdDSA is deterministic
  assert.equal(claimsOf(again.id_token).email, 'ada@example.com');
});

test('OpenID Connect Core §5.4, §5.5: claims are in the ID token if it was asked for them there, and not for a scope', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const claims = JSON.stringify({ id_token: { name: { essential: true }, shoe_size: null }, userinfo: { email: null } });
  const asked = claimsOf((await signIn(run, app, { claims })).id_token);
  assert.equal(asked.name, 'Ada Example');
  assert.equal('email' in asked || 'shoe_size' in asked, false);
  const scoped = claimsOf((await signIn(run, app, { scope: 'openid profile email' })).id_token);
  assert.equal('name' in scoped || 'email' in scoped, false);
});

test('RFC 8725 §3.11: an ID token is no access token', async () => {
  await using run = await openOpenId();
  const { id_token = '' } = await signIn(run, await run.addClient());
  assert.equal(await run.engine.readOwnJwt(run.service.id, id_token, 'at+jwt'), undefined);
  assert.ok(await run.engine.readOwnJwt(run.service.id, id_token, 'JWT'));
});

test('OpenID Connect Core §11: offline_access changes no token, and is not granted to who may not refresh', async () => {
  await using run = await openOpenId();
  const refreshing = await run.addClient();
  assert.ok((await signIn(run, refreshing)).refresh_token);
  assert.equal((await signIn(run, refreshing, { scope: 'openid offline_access' })).scope, 'openid offline_access');
  const codeOnly = await run.addClient({ grantTypes: ['authorization_code'] });
  const tokens = await signIn(run, codeOnly, { scope: 'openid offline_access' });
  assert.equal(tokens.scope, 'openid');
  assert.equal('refresh_token' in tokens, false);
});
