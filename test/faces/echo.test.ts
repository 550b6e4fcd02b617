import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { startFreshServer } from '../support/server.ts';

/** What must come out nowhere but where it is handed out. Each is found however it is spelled. */
const canaries = {
  clientSecret: 'canary+client/secret',
  accessToken: 'canary~access+token',
  refreshToken: 'canary~refresh/token',
  deviceCode: 'canary~device=code',
  code: 'canary~code/of=page',
  pasted: 'canary~pasted+token',
} as const;
const spelled = Object.values(canaries).flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ _: secret }).toString().slice(2),
]);
const basic = btoa(`client:${new URLSearchParams({ _: canaries.clientSecret }).toString().slice(2)}`);

/** Repeats everything it was sent, in OAuth's words. */
const echo =
  (status: number, error: string): Fault =>
  (response, { headers, body }) =>
    json(status, { error, error_description: `${body} ${decodeURIComponent(body)} ${headers.authorization}` })(response, {
      headers,
      body,
      method: '',
      path: '',
    });

test('a provider that repeats the secrets it is sent spreads none of them', async () => {
  await using upstream = await startFaultyUpstream();
  const url = upstream.url;
  await using server = await startFreshServer({
    GRANTRY_LOG_LEVEL: 'trace',
    GRANTRY_WEBHOOK_ALLOW_PRIVATE: 'true',
    GRANTRY_EXTERNAL_AUTH_0_ID: 'up',
    GRANTRY_EXTERNAL_AUTH_0_TYPE: 'oauth2',
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'client',
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_SECRET: canaries.clientSecret,
    GRANTRY_EXTERNAL_AUTH_0_AUTH_URL: `${url}/authorize`,
    GRANTRY_EXTERNAL_AUTH_0_TOKEN_URL: `${url}/token`,
    GRANTRY_EXTERNAL_AUTH_0_VALIDATE_URL: `${url}/user`,
    GRANTRY_EXTERNAL_AUTH_0_REVOKE_URL: `${url}/revoke`,
    GRANTRY_EXTERNAL_AUTH_0_DEVICE_CODE_URL: `${url}/device`,
    GRANTRY_EXTERNAL_AUTH_0_DEVICE_FLOW: 'true',
  });
  const heard: string[] = [];
  const call = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const who = { 'coder-session-token': server.owner.api_token, ...type, ...headers };
    const response = await fetch(server.url + path, { method, headers: who, redirect: 'manual', ...sent });
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    heard.push(`${method} ${path} → ${answer.status}\n${answer.text}\n${JSON.stringify([...answer.headers])}`);
    return answer;
  };
  const up = '/api/v2/external-auth/up';
  await call('POST', '/api/v2/webhooks', { url: `${url}/hook` });
  upstream.script('/hook', json(200, {}));

  for (const [status, error] of [
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
    [200, 'odd'],
  ] as const) {
    upstream.script('/token', echo(status, error));
    upstream.script('/device', echo(status, error));
    await call('GET', `${up}/device`);
    await call('POST', `${up}/device`, { device_code: canaries.deviceCode });
    await call('POST', '/api/v2/external-auth-providers/up/test');
  }
  for (const status of [500, 401, 403, 418]) {
    upstream.script('/user', echo(status, 'no'));
    await call('PUT', `${up}/token`, { access_token: canaries.pasted });
  }

  upstream.script('/user', json(200, { id: 7, login: 'ada' }));
  upstream.script('/token', json(200, { access_token: canaries.accessToken, refresh_token: canaries.refreshToken, expires_in: 3600 }));
  assert.equal((await call('POST', `${up}/device`, { device_code: 'x'.repeat(12) })).status, 204);
  for (const [status, error] of [
    [401, 'invalid_client'],
    [400, 'invalid_grant'],
  ] as const) {
    upstream.script('/token', echo(status, error));
    await call('POST', `${up}/refresh`);
    await pause(1100); // the provider is left alone for a second after a failure
  }
  upstream.script('/user', echo(500, 'no'));
  for (const path of [`${up}/links`, '/api/v2/external-auth', up, '/metrics', '/api/v2/audit/export', '/openapi.json'])
    await call('GET', path);
  await call('POST', `${up}/test`);
  const { text: session } = await call('POST', '/api/v2/users/login', { email: 'owner@example.com', password: 'correct horse battery' });
  const cookie = `coder_session_token=${(JSON.parse(session) as { session_token: string }).session_token}`;
  heard.pop(); // it has the session's token, which is the caller's
  await call('GET', '/connections', undefined, { cookie, accept: 'text/html' });
  upstream.script('/revoke', echo(400, 'no'));
  await call('DELETE', up);
  await call('GET', '/audit', undefined, { cookie, accept: 'text/html' });

  const news = (): readonly string[] => upstream.seen.filter(({ path }) => path === '/hook').map(({ body }) => body);
  for (let tries = 0; tries < 100 && !news().some((body) => body.includes('connection.revoked')); tries++) await pause(50);
  assert.ok(news().some((body) => body.includes('connection.revoked')));
  heard.push(...news(), server.output());
  for (const text of heard) for (const secret of [...spelled, basic]) assert.ok(!text.includes(secret), `${secret} came out in ${text}`);
  assert.match(heard.join('\n'), /\[secret\]/);
});
