import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { approveAuthorization } from '../../engine/authorize/approve-authorization.ts';
import { createClientSecret } from '../../engine/clients/manage-client-secrets.ts';
import { createClient } from '../../engine/clients/manage-clients.ts';
import { passwordClass } from '../../engine/model/authentication-class.ts';
import { encodeTokenResponse } from '../../engine/token/encode-token-response.ts';
import { processTokenRequest } from '../../engine/token/process-token-request.ts';
import { setUpFirstUser } from '../../identity/setup/set-up-first-user.ts';
import { decodeForm } from '../../protocol/form.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { startApi } from '../testing/start-api.ts';
import { getService } from './get-service.ts';
import { operations } from './registry.ts';

const origin = { address: '192.0.2.1', userAgent: 'test', requestId: 'r' };

/** The API with a demand, and access tokens of an application whose person signed in some seconds ago. */
async function start(t: TestContext, stepUp: Parameters<typeof startApi>[2] & object) {
  const api = await startApi([], undefined, stepUp);
  t.after(api.close);
  const { engine, identity, serviceId } = api.rooms;
  const owner = await setUpFirstUser(identity, { email: 'ada@example.com', password: 'correct horse battery', serviceId }, origin);
  assert.ok(owner.action === 'set_up');
  const service = await getService(api.rooms);
  const made = await createClient(engine, {
    service,
    input: { name: 'App', callbackUrl: 'https://app.example.com/' },
    createdBy: undefined,
  });
  assert.ok(made.action === 'save');
  const secret = await createClientSecret(engine, { service, clientId: made.client.clientId });
  assert.ok(secret.action === 'create');
  const credentials = { client_id: made.client.clientId, client_secret: secret.full.reveal() };
  const form = (values: Readonly<Record<string, string>>) => decodeForm(new URLSearchParams(values).toString());

  async function tokenOf(ago: number, amr: readonly string[] = ['pwd']): Promise<string> {
    const now = engine.clock();
    const person = {
      subject: owner.action === 'set_up' ? owner.user.id : '',
      authTime: epochSeconds(now - ago),
      acr: undefined,
      amr,
      sessionId: undefined,
    };
    const parameters = form({ client_id: credentials.client_id, response_type: 'code', scope: 'all' });
    const outcome = await approveAuthorization(engine, { service, parameters }, person);
    const code = outcome.action === 'redirect' ? (outcome.answer.code ?? '') : '';
    const asked = form({ ...credentials, grant_type: 'authorization_code', code });
    const decision = await processTokenRequest(engine, { service, parameters: asked, authorization: undefined });
    assert.ok(decision.action === 'issue', JSON.stringify(decision));
    return (await encodeTokenResponse(engine, decision.issued, now)).access_token;
  }
  return { ...api, apiToken: owner.apiToken.reveal(), tokenOf };
}

const freshName = () => ({ token_name: randomUUID() });

test('RFC 9470 §3: a sign-in that is too old is insufficient_user_authentication, and the challenge says what is needed', async (t) => {
  const { call, tokenOf, apiToken } = await start(t, { stepUp: { maxAge: seconds(300), acrValues: [passwordClass.acr] } });
  const [stale, fresh] = [await tokenOf(600), await tokenOf(10)];
  const refused = await call('POST', '/api/v2/users/me/keys/tokens', { token: stale, body: freshName() });
  assert.equal(refused.status, 401);
  const challenge = refused.headers.get('www-authenticate') ?? '';
  assert.match(challenge, /^Bearer realm="grantry", error="insufficient_user_authentication"/);
  assert.match(challenge, new RegExp(`acr_values="${passwordClass.acr}", max_age="300", resource_metadata="`));
  assert.equal((await call('GET', '/api/v2/users/me', { token: stale })).status, 200, 'what is not sensitive is open to it');
  assert.equal((await call('POST', '/api/v2/users/me/keys/tokens', { token: fresh, body: freshName() })).status, 201);
  assert.equal(
    (await call('POST', '/api/v2/users/me/keys/tokens', { token: apiToken, body: freshName() })).status,
    201,
    "a person's own key",
  );
});

test('RFC 9470 §5: who did not reach the class is refused, however lately they signed in', async (t) => {
  const { call, tokenOf } = await start(t, { stepUp: { maxAge: undefined, acrValues: [passwordClass.acr] } });
  const refused = await call('POST', '/api/v2/users/me/keys/tokens', { token: await tokenOf(0, []), body: freshName() });
  assert.equal(refused.status, 401);
  assert.doesNotMatch(refused.headers.get('www-authenticate') ?? '', /max_age/);
  assert.equal((await call('POST', '/api/v2/users/me/keys/tokens', { token: await tokenOf(9_999_999), body: freshName() })).status, 201);
});

test('nothing is demanded unless the operator says so', async (t) => {
  const { call, tokenOf } = await start(t, {});
  assert.equal(
    (await call('POST', '/api/v2/users/me/keys/tokens', { token: await tokenOf(9_999_999, []), body: freshName() })).status,
    201,
  );
});

test('what deletes something needs a fresh sign-in where one is demanded; what ends a session never does', () => {
  const deletions = operations.filter(({ method, path }) => method === 'DELETE' && !path.includes('/sessions'));
  assert.deepEqual(
    deletions.filter(({ authorization }) => authorization.who !== 'user' || authorization.stepUp !== true).map(({ name }) => name),
    [],
  );
});
