import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordClass } from '../model/authentication-class.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import type { TokenResponse } from '../token/encode-token-response.ts';
import { introspect } from './introspect.ts';
import type { IntrospectionResponse } from './introspection-response.ts';

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});

async function ask(run: TestEngine, caller: TestClient, token: string): Promise<IntrospectionResponse> {
  const decision = await introspect(run.engine, run.request({ token, ...credentials(caller) }));
  assert.ok(decision.action === 'answer');
  return decision.response;
}

const obtain = async (run: TestEngine, app: TestClient): Promise<TokenResponse> => {
  const code = await run.authorize({ client_id: app.client.clientId, scope: 'read write' });
  return run.obtain({ grant_type: 'authorization_code', code, ...credentials(app) });
};

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`RFC 7662 §2.2: an ${accessTokenFormat} access token is described to any confidential client`, async () => {
    await using run = await openEngine({ accessTokenFormat });
    const app = await run.addClient();
    const resourceServer = await run.addClient();
    const { access_token } = await obtain(run, app);
    const response = await ask(run, resourceServer, access_token);
    assert.ok(response.active);
    const { jti, ...facts } = response;
    assert.ok(jti);
    assert.deepEqual(facts, {
      active: true,
      scope: 'read write',
      client_id: app.client.clientId,
      token_type: 'Bearer',
      exp: run.engine.clock() + 3600,
      iat: run.engine.clock(),
      sub: 'user-1',
      aud: run.service.issuer,
      iss: run.service.issuer,
      auth_time: run.engine.clock(),
      acr: passwordClass.acr, // RFC 9470 §6.2
    });
    run.pass(3600);
    assert.deepEqual(await ask(run, resourceServer, access_token), { active: false });
  });
}

test('RFC 7662 §2.2: a refresh token is described while it was not used', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { refresh_token = '' } = await obtain(run, app);
  const response = await ask(run, app, refresh_token);
  assert.ok(response.active);
  assert.equal(response.sub, 'user-1');
  assert.equal(response.token_type, undefined);
  await run.obtain({ grant_type: 'refresh_token', refresh_token, ...credentials(app) });
  assert.deepEqual(await ask(run, app, refresh_token), { active: false });
});

test('RFC 7662 §2.2: of anything else nothing is said but that it is not active', async () => {
  await using run = await openEngine();
  await using other = await openEngine({ accessTokenFormat: 'jwt' });
  const app = await run.addClient();
  const code = await run.authorize({ client_id: app.client.clientId });
  const foreign = await other.obtain({ grant_type: 'client_credentials', ...credentials(await other.addClient()) });
  for (const token of [code, app.secret, foreign.access_token, 'x', 'a.b.c', '\0', '💥', `gat_${'0'.repeat(67)}`]) {
    assert.deepEqual(await ask(run, app, token), { active: false }, token);
  }
});

test('RFC 7662 §2.1: who asks must be a confidential client that proves it', async () => {
  await using run = await openEngine();
  const publicApp = await run.addClient({ clientType: 'public' });
  const app = await run.addClient();
  const refusals: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ token: 'x', client_id: publicApp.client.clientId }, 'invalid_client'],
    [{ token: 'x', client_id: app.client.clientId }, 'invalid_client'],
    [{ token: 'x' }, 'invalid_request'],
    [credentials(app), 'invalid_request'],
  ];
  for (const [form, code] of refusals) {
    const decision = await introspect(run.engine, run.request(form));
    assert.equal(decision.action === 'refuse' && decision.error.code, code);
  }
});
