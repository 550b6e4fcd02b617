import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAccessToken } from '../access/judge-access-token.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import type { TokenResponse } from '../token/encode-token-response.ts';
import { revoke } from './revoke.ts';
import { revokeClientGrants } from './revoke-client-grants.ts';

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});
const isActive = async ({ engine, service }: TestEngine, token: string): Promise<boolean> =>
  (await judgeAccessToken(engine, { service, token, resource: service.issuer, presentation: { scheme: 'Bearer' } })).active;
const obtain = async (run: TestEngine, app: TestClient, subject?: string): Promise<TokenResponse> =>
  run.obtain({
    grant_type: 'authorization_code',
    code: await run.authorize({ client_id: app.client.clientId }, subject),
    ...credentials(app),
  });
const refreshes = async (run: TestEngine, app: TestClient, { refresh_token = '' }: TokenResponse): Promise<boolean> =>
  (await run.token({ grant_type: 'refresh_token', refresh_token, ...credentials(app) })).action === 'issue';

for (const member of ['access_token', 'refresh_token'] as const) {
  for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
    test(`RFC 7009 §2.1: revoking the ${member} ends both tokens of the grant (${accessTokenFormat})`, async () => {
      await using run = await openEngine({ accessTokenFormat });
      const app = await run.addClient();
      const answer = await obtain(run, app);
      const other = await obtain(run, app);
      const form = { token: answer[member] ?? '', token_type_hint: 'nonsense', ...credentials(app) };
      assert.equal((await revoke(run.engine, run.request(form))).action, 'done');
      assert.equal(await isActive(run, answer.access_token), false);
      assert.equal(await refreshes(run, app, answer), false);
      assert.equal(await isActive(run, other.access_token), true);
      assert.equal((await revoke(run.engine, run.request(form))).action, 'done');
    });
  }
}

test("RFC 7009 §2.1: a client's token for itself ends alone", async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const form = { grant_type: 'client_credentials', ...credentials(app) };
  const [first, second] = [await run.obtain(form), await run.obtain(form)];
  await revoke(run.engine, run.request({ token: first.access_token, ...credentials(app) }));
  assert.equal(await isActive(run, first.access_token), false);
  assert.equal(await isActive(run, second.access_token), true);
});

test("RFC 7009 §2.2: another client's token is left alone, and the answer is as good", async () => {
  await using run = await openEngine();
  const [app, stranger] = [await run.addClient(), await run.addClient()];
  const answer = await obtain(run, app);
  for (const token of [answer.access_token, answer.refresh_token ?? '', `gat_${'0'.repeat(67)}`, 'aa.bb.cc']) {
    assert.equal((await revoke(run.engine, run.request({ token, ...credentials(stranger) }))).action, 'done');
  }
  assert.ok(await isActive(run, answer.access_token));
  assert.ok(await refreshes(run, app, answer));
});

test('RFC 7009 §2.1: the request names a token and an authenticated client', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const refusals: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [credentials(app), 'invalid_request'],
    [{ token: 'gat_x' }, 'invalid_request'],
    [{ token: 'gat_x', client_id: 'nobody' }, 'invalid_client'],
    [{ token: 'gat_x', client_id: app.client.clientId }, 'invalid_client'],
    [{ token: 'neither form', ...credentials(app) }, 'invalid_request'],
    [{ token: '\0', ...credentials(app) }, 'invalid_request'],
  ];
  for (const [form, code] of refusals) {
    const decision = await revoke(run.engine, run.request(form));
    assert.equal(decision.action === 'refuse' && decision.error.code, code, JSON.stringify(form));
  }
});

test('RFC 7009 §5: a public client revokes its own token by naming itself', async () => {
  await using run = await openEngine();
  const app = await run.addClient({ clientType: 'public' });
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  const code = await run.authorize({ client_id: app.client.clientId, code_challenge: challenge });
  const form = { grant_type: 'authorization_code', code, client_id: app.client.clientId };
  const answer = await run.obtain({ ...form, code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' });
  await revoke(run.engine, run.request({ token: answer.access_token, client_id: app.client.clientId }));
  assert.equal(await isActive(run, answer.access_token), false);
});

test('seed 003: ending an application ends its codes and grants of this person, and of nobody else', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const [mine, theirs] = [await obtain(run, app), await obtain(run, app, 'user-2')];
  const code = await run.authorize({ client_id: app.client.clientId });
  const end = { service: run.service, clientId: app.client.clientId, subject: 'user-1' };
  assert.equal((await revokeClientGrants(run.engine, end)).action, 'done');
  assert.equal((await revokeClientGrants(run.engine, end)).action, 'done');
  assert.equal(await isActive(run, mine.access_token), false);
  assert.equal((await run.token({ grant_type: 'authorization_code', code, ...credentials(app) })).action, 'refuse');
  assert.ok(await isActive(run, theirs.access_token));
  const unknown = await revokeClientGrants(run.engine, { ...end, clientId: 'nobody' });
  assert.equal(unknown.action === 'refuse' && unknown.error.code, 'invalid_client');
});
