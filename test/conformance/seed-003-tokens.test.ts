import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approve, createTestClient, makePkce, obtainCode, requestToken, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('seed 003: codes, tokens and their end', () => {
  let server: Server;
  let client: TestClient;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
  });
  after(() => server[Symbol.asyncDispose]());

  const owner = () => server.owner.api_token;
  const usersMe = async (token: string) =>
    (await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } })).status;

  /** A code of the documented flow for confidential clients: without PKCE. */
  const plainCode = async (extra: Record<string, string> = {}, of = client) => {
    const request = { client_id: of.clientId, response_type: 'code', redirect_uri: of.redirectUri, state: 's', ...extra };
    return (await approve(server.url, owner(), request)).searchParams.get('code') ?? '';
  };
  const redeem = (code: string, extra: Record<string, string> = {}, as = client) =>
    requestToken(server.url, as, { grant_type: 'authorization_code', code, redirect_uri: as.redirectUri, ...extra });
  const refresh = (refreshToken = '', as = client) =>
    requestToken(server.url, as, { grant_type: 'refresh_token', refresh_token: refreshToken });

  test('the documented flow: code without PKCE, tokens, the API as that user, expiry in both forms', async () => {
    const { status, body } = await redeem(await plainCode());
    assert.equal(status, 200);
    assert.equal(body.token_type, 'Bearer');
    assert.ok(Math.abs(Date.parse(body.expiry ?? '') / 1000 - Date.now() / 1000 - Number(body.expires_in)) < 5);
    assert.equal(await usersMe(body.access_token ?? ''), 200);
  });

  test('the documented PKCE exchange of a public client: no secret, no redirect_uri', async () => {
    const headers = { 'coder-session-token': owner(), 'content-type': 'application/json' };
    const input = { name: 'Public', callback_url: 'http://127.0.0.1/callback', client_type: 'public' };
    const made = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, { method: 'POST', headers, body: JSON.stringify(input) });
    const app = (await made.json()) as { id: string };
    const { verifier, challenge } = makePkce();
    const location = await approve(server.url, owner(), {
      client_id: app.id,
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1:51004/callback', // RFC 8252 §7.3: any port of the loopback
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: location.searchParams.get('code') ?? '',
      client_id: app.id,
      code_verifier: verifier,
    });
    const answer = await fetch(`${server.url}/oauth2/tokens`, { method: 'POST', body });
    assert.equal(answer.status, 200, await answer.text());
  });

  test('RFC 7636 §4.4.1: a public client without PKCE is sent back with invalid_request', async () => {
    const publicClient = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, {
      method: 'POST',
      headers: { 'coder-session-token': owner(), 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Public', callback_url: 'https://spa.example.com/cb', client_type: 'public' }),
    });
    const { id } = (await publicClient.json()) as { id: string };
    const location = await approve(server.url, owner(), { client_id: id, response_type: 'code', state: 'a b' });
    assert.equal(location.searchParams.get('error'), 'invalid_request');
    assert.equal(location.searchParams.get('state'), 'a b');
    assert.equal(location.searchParams.get('iss'), server.url);
  });

  const badCodes = ['', 'x', 'gac_', 'coder_prefix_secret', `gac_${'a'.repeat(67)}`];
  for (const code of badCodes)
    test(`a malformed code is refused: ${JSON.stringify(code)}`, async () => {
      const { status, body } = await redeem(code);
      assert.equal(status, 400);
      assert.ok(['invalid_grant', 'invalid_request'].includes(body.error ?? ''));
    });

  for (const secret of ['x', 'gcs_', 'coder_prefix_secret', `gcs_${'a'.repeat(67)}`])
    test(`a wrong client secret is invalid_client with a challenge: ${secret.slice(0, 20)}`, async () => {
      const code = await plainCode();
      const { status, body } = await redeem(code, { client_secret: secret });
      assert.deepEqual([status, body.error], [401, 'invalid_client']);
      assert.equal((await redeem(code)).status, 200, 'the code was not touched');
    });

  test('RFC 7636 §4.6: a wrong verifier is invalid_grant; so is a missing one', async () => {
    const { challenge } = makePkce();
    const wrong = await redeem(await obtainCode(server.url, owner(), client, challenge), { code_verifier: 'wrong-verifier' });
    assert.deepEqual([wrong.status, wrong.body.error], [400, 'invalid_grant']);
    const missing = await redeem(await obtainCode(server.url, owner(), client, challenge));
    assert.deepEqual([missing.status, missing.body.error], [400, 'invalid_grant']);
  });

  test('RFC 6749 §4.1.2: of 100 parallel redemptions one succeeds, and the replay ends what it obtained', async () => {
    const code = await plainCode();
    const answers = await Promise.all(Array.from({ length: 100 }, () => redeem(code)));
    const honoured = answers.filter(({ status }) => status === 200);
    assert.equal(honoured.length, 1);
    assert.equal(await usersMe(honoured[0]?.body.access_token ?? ''), 401);
  });

  test('RFC 6749 §6: rotation ends the old access token; the old refresh token gets the same successor within the leeway', async () => {
    const { body: first } = await redeem(await plainCode());
    const { body: second } = await refresh(first.refresh_token);
    assert.equal(await usersMe(first.access_token ?? ''), 401);
    assert.equal(await usersMe(second.access_token ?? ''), 200);
    const again = await Promise.all(Array.from({ length: 20 }, () => refresh(first.refresh_token)));
    for (const { status, body } of again) {
      assert.equal(status, 200);
      assert.equal(body.refresh_token, second.refresh_token);
      assert.equal(body.access_token, second.access_token);
    }
  });

  test('a refresh token of another client is refused, and stays good for its own', async () => {
    const other = await createTestClient(server.url, owner());
    const { body } = await redeem(await plainCode());
    assert.equal((await refresh(body.refresh_token, other)).body.error, 'invalid_grant');
    assert.equal((await refresh(body.refresh_token)).status, 200);
  });

  test('RFC 8707 §2: a resource of the code must be the one of the exchange; a foreign audience is 403 at our API', async () => {
    const resource = 'https://api.example.com';
    assert.equal((await redeem(await plainCode({ resource }), { resource: 'https://other.example.com' })).body.error, 'invalid_target');
    assert.equal((await redeem(await plainCode(), { resource })).body.error, 'invalid_target');
    const { status, body } = await redeem(await plainCode({ resource }), { resource });
    assert.equal(status, 200);
    assert.equal(await usersMe(body.access_token ?? ''), 403);
    const own = await redeem(await plainCode({ resource: `${server.url}/` }), { resource: `${server.url}/` });
    assert.equal(await usersMe(own.body.access_token ?? ''), 200);
  });

  test('scopes are enforced at the API: what was not granted is 403 with insufficient_scope', async () => {
    const { body } = await redeem(await plainCode({ scope: 'external_auth:read' }));
    assert.equal(body.scope, 'external_auth:read');
    const answer = await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${body.access_token}` } });
    assert.equal(answer.status, 403);
    assert.match(answer.headers.get('www-authenticate') ?? '', /error="insufficient_scope".*scope="user:read_personal"/);
    const unknown = await approve(server.url, owner(), { client_id: client.clientId, response_type: 'code', scope: 'no:such' });
    assert.equal(unknown.searchParams.get('error'), 'invalid_scope');
  });

  test('DELETE /oauth2/tokens ends every code and token of the caller at the application, and takes it off their list', async () => {
    const app = await createTestClient(server.url, owner());
    const { body: tokens } = await redeem(await plainCode({}, app), {}, app);
    const pending = await plainCode({}, app);
    const listed = async () => {
      const response = await fetch(`${server.url}/api/v2/oauth2-provider/apps?user_id=${server.owner.user_id}`, {
        headers: { 'coder-session-token': owner() },
      });
      return ((await response.json()) as { id: string }[]).some(({ id }) => id === app.clientId);
    };
    assert.equal(await listed(), true);
    const end = () =>
      fetch(`${server.url}/oauth2/tokens?client_id=${app.clientId}`, { method: 'DELETE', headers: { 'coder-session-token': owner() } });
    assert.equal((await end()).status, 204);
    assert.equal(await usersMe(tokens.access_token ?? ''), 401);
    assert.equal((await refresh(tokens.refresh_token, app)).body.error, 'invalid_grant');
    assert.equal((await redeem(pending, {}, app)).body.error, 'invalid_grant');
    assert.equal(await listed(), false);
    assert.equal((await end()).status, 204, 'again is no error');
  });

  test('deleting a secret ends what was obtained with it', async () => {
    const app = await createTestClient(server.url, owner());
    const { body: tokens } = await redeem(await plainCode({}, app), {}, app);
    const secrets = `${server.url}/api/v2/oauth2-provider/apps/${app.clientId}/secrets`;
    const headers = { 'coder-session-token': owner() };
    const [secret] = (await (await fetch(secrets, { headers })).json()) as { id: string }[];
    assert.equal((await fetch(`${secrets}/${secret?.id}`, { method: 'DELETE', headers })).status, 204);
    assert.equal(await usersMe(tokens.access_token ?? ''), 401);
    assert.equal((await refresh(tokens.refresh_token, app)).body.error, 'invalid_client');
  });

  test('RFC 6749 §4.1.2.1: an unproven redirect URI is told to the person, never redirected to', async () => {
    for (const redirectUri of [
      'http://127.0.0.1:9876/callback/nested',
      'https://127.0.0.1:9876/callback',
      'http://evil.example.com/callback',
      'http://127.0.0.1.evil.example.com:9876/callback',
    ]) {
      const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code', redirect_uri: redirectUri });
      const cookie = { cookie: `grantry_session_token=${owner()}` };
      const shown = await fetch(`${server.url}/oauth2/authorize?${query}`, { redirect: 'manual', headers: cookie });
      assert.equal(shown.status, 400, redirectUri);
      assert.match(shown.headers.get('content-type') ?? '', /^text\/html/);
      const posted = await fetch(`${server.url}/oauth2/authorize?${query}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'coder-session-token': owner() },
      });
      assert.equal(posted.status, 400);
      assert.match(((await posted.json()) as { error_description: string }).error_description, /^Invalid query params/);
    }
  });

  test('RFC 6750 §3: a call without a token is challenged, HEAD included', async () => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${server.url}/api/v2/users/me`, { method });
      assert.equal(answer.status, 401);
      const challenge = answer.headers.get('www-authenticate') ?? '';
      assert.match(challenge, /^Bearer .*resource_metadata="http.*\/\.well-known\/oauth-protected-resource"/);
    }
  });

  test('every protocol answer is no-store; public documents may be cached', async () => {
    for (const [method, path] of [
      ['POST', '/oauth2/tokens'],
      ['POST', '/oauth2/revoke'],
      ['POST', '/oauth2/introspect'],
      ['GET', '/oauth2/authorize'],
      ['GET', '/oauth2/tokens'],
      ['DELETE', '/oauth2/tokens'],
      ['GET', '/api/v2/oauth2-provider/apps'],
    ] as const) {
      const answer = await fetch(server.url + path, { method, redirect: 'manual' });
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/, `${method} ${path}`);
    }
    for (const path of ['/.well-known/oauth-authorization-server', '/.well-known/oauth-protected-resource', '/oauth2/jwks'])
      assert.match((await fetch(server.url + path)).headers.get('cache-control') ?? '', /max-age/);
  });
});
