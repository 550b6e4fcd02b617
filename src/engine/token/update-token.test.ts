import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { introspectToken } from '../introspect/introspect.ts';
import { revoke } from '../revoke/revoke.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { now } from '../testing/records.ts';
import type { TokenUpdate } from './decide-update.ts';
import { encodeTokenResponse } from './encode-token-response.ts';
import { updateToken } from './update-token.ts';

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});

async function personToken(run: TestEngine, app: TestClient): Promise<string> {
  const code = await run.authorize({ client_id: app.client.clientId, scope: 'read' });
  return (await run.obtain({ grant_type: 'authorization_code', code, ...credentials(app) })).access_token;
}

const introspect = async (run: TestEngine, token: string): Promise<Readonly<Record<string, unknown>>> => ({
  ...(await introspectToken(run.engine, { service: run.service, token, now: run.engine.clock() })).response,
});

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`seed 002, token/update: an ${accessTokenFormat} token is what introspection says`, async () => {
    await using run = await openEngine({ accessTokenFormat });
    const token = await personToken(run, await run.addClient());
    const before = await introspect(run, token);
    const untouched = await updateToken(run.engine, run.service, token, {});
    assert.equal(untouched.action, 'update');
    assert.deepEqual(await introspect(run, token), before);
    const update: TokenUpdate = {
      expiresAt: epochSeconds(now + 60),
      scopes: ['write', 'read', 'write'],
      properties: [{ key: 'k', value: 'v', hidden: false }],
    };
    await updateToken(run.engine, run.service, token, update);
    assert.deepEqual(await introspect(run, token), { ...before, exp: now + 60, scope: 'write read', k: 'v' });
    run.pass(60);
    assert.equal((await introspect(run, token)).active, false);
  });
}

test('RFC 6749 §1.5: a token that is made to last longer takes its grant along', async () => {
  await using run = await openEngine({ refreshTokenLifetime: seconds(7200) });
  const token = await personToken(run, await run.addClient());
  const week = epochSeconds(now + 7 * 86_400);
  await updateToken(run.engine, run.service, token, { expiresAt: week });
  const found = await run.engine.facts.findAccessTokenWithGrant(token.slice(4, 22));
  const grant = await run.engine.facts.findGrant(found?.accessToken.grantId ?? '');
  assert.deepEqual([found?.accessToken.expiresAt, grant?.expiresAt], [week, week]);
});

const faults: readonly (readonly [title: string, update: TokenUpdate, code: string])[] = [
  ['a thumbprint that is none', { jkt: 'x' }, 'invalid_request'],
  ['a reserved property', { properties: [{ key: 'iss', value: 'v', hidden: true }] }, 'invalid_request'],
  ['unknown details', { authorizationDetails: [{ type: 'x' }] }, 'invalid_authorization_details'],
];
for (const [title, update, code] of faults) {
  test(`seed 002, token/update: ${title} is ${code}, and changes nothing`, async () => {
    await using run = await openEngine();
    const token = await personToken(run, await run.addClient());
    const before = await introspect(run, token);
    const decision = await updateToken(run.engine, run.service, token, { expiresAt: epochSeconds(now + 1), ...update });
    assert.equal(decision.action === 'refuse' && decision.error.code, code);
    assert.deepEqual(await introspect(run, token), before);
  });
}

test('seed 002, token/update: a dead token stays dead', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const [revoked, expired] = [await personToken(run, app), await personToken(run, app)];
  await revoke(run.engine, run.request({ token: revoked, ...credentials(app) }));
  const update = (token: string) => updateToken(run.engine, run.service, token, { expiresAt: epochSeconds(now + 86_400) });
  const reasonOf = async (token: string): Promise<unknown> => {
    const decision = await update(token);
    return decision.action === 'refuse' && `${decision.error.code}: ${decision.error.reason}`;
  };
  run.pass(3600);
  assert.equal(await reasonOf('x'), 'invalid_token: unknown access token');
  assert.match(String(await reasonOf(revoked)), /^invalid_token: /);
  assert.equal(await reasonOf(expired), 'invalid_token: access token expired');
});

test('seed 002, token/update: scopes that the client may not have are left out; changed scopes can prolong the tokens', async () => {
  await using run = await openEngine();
  const token = await personToken(run, await run.addClient());
  run.pass(600);
  const changed = await updateToken(run.engine, run.service, token, {
    scopes: ['nothing', 'write'],
    isProlongedByScopes: true,
    isRefreshProlongedByScopes: true,
  });
  assert.ok(changed.action === 'update');
  assert.deepEqual([changed.accessToken.expiresAt, changed.refreshExpiresAt], [now + 600 + 3600, now + 600 + 86_400]);
  assert.equal((await introspect(run, token)).scope, 'write');
  const id = token.slice(4, 22);
  const kept = await updateToken(run.engine, run.service, id, { isProlongedByScopes: true, refreshExpiresAt: epochSeconds(now + 700) });
  assert.ok(kept.action === 'update');
  assert.deepEqual([kept.accessToken.expiresAt, kept.refreshExpiresAt], [changed.accessToken.expiresAt, now + 700]);
});

test('RFC 9449 §6, RFC 8705 §3: a token can be bound, and bound anew', async () => {
  await using run = await openEngine();
  const token = await personToken(run, await run.addClient());
  for (const update of [{ jkt: 'k'.repeat(43) }, { certificateThumbprint: 'c'.repeat(43) }])
    await updateToken(run.engine, run.service, token, update);
  assert.deepEqual((await introspect(run, token)).cnf, { jkt: 'k'.repeat(43), 'x5t#S256': 'c'.repeat(43) });
});

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`seed 002, token/update: an ${accessTokenFormat} token gets another value, once; a refresh ends the new one`, async () => {
    await using run = await openEngine({ accessTokenFormat });
    const app = await run.addClient();
    const code = await run.authorize({ client_id: app.client.clientId, scope: 'read' });
    const old = await run.obtain({ grant_type: 'authorization_code', code, ...credentials(app) });
    const before = await introspect(run, old.access_token);
    const replace = () => updateToken(run.engine, run.service, old.access_token, {}, true);
    const [changed, ...others] = (await Promise.all([replace(), replace(), replace()])).filter(({ action }) => action === 'update');
    assert.ok(changed?.action === 'update' && changed.issued !== undefined);
    assert.equal(others.length, 0);
    const { access_token: token } = await encodeTokenResponse(run.engine, changed.issued, now);
    assert.equal((await introspect(run, old.access_token)).active, false);
    assert.deepEqual(await introspect(run, token), { ...before, jti: changed.accessToken.id });
    await run.obtain({ grant_type: 'refresh_token', refresh_token: old.refresh_token ?? '', ...credentials(app) });
    assert.equal((await introspect(run, token)).active, false);
  });
}
