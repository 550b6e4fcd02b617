import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { approve, createTestClient, makePkce, requestToken, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
type Query = Readonly<Record<string, string>>;

describe('OpenID Connect Basic: ID tokens and userinfo at a running server', () => {
  let server: Server;
  let client: TestClient;

  before(async () => {
    server = await startFreshServer();
    client = await register();
  });
  after(() => server[Symbol.asyncDispose]());

  const register = (settings: Readonly<Record<string, unknown>> = {}) => createTestClient(server.url, server.owner.api_token, settings);

  const authorize = (query: Query, of: TestClient = client): Promise<URL> =>
    approve(server.url, server.owner.api_token, {
      client_id: of.clientId,
      response_type: 'code',
      redirect_uri: of.redirectUri,
      scope: 'openid',
      state: 'xyz',
      ...query,
    });

  async function signIn(query: Query = {}, of: TestClient = client) {
    const { verifier, challenge } = makePkce();
    const location = await authorize({ code_challenge: challenge, code_challenge_method: 'S256', ...query }, of);
    const code = location.searchParams.get('code') ?? assert.fail(location.href);
    const redemption = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: of.redirectUri };
    const { status, body } = await requestToken(server.url, of, redemption);
    assert.equal(status, 200, JSON.stringify(body));
    return { tokens: body, redemption };
  }

  const verify = (idToken: string | undefined, audience: string = client.clientId) =>
    jwtVerify(idToken ?? '', createRemoteJWKSet(new URL(`${server.url}/oauth2/jwks`)), { issuer: server.url, audience });

  const userinfo = async (init: RequestInit = {}, query = '') => {
    const response = await fetch(`${server.url}/oauth2/userinfo${query}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
  };
  const bearing = (token: string | undefined): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });

  test('OpenID Connect Core §2, §3.1.3.7: the ID token verifies with the published keys and has every claim it must have', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { payload, protectedHeader } = await verify((await signIn({ nonce: 'n-0S6_WzA2Mj' })).tokens.id_token);
    assert.equal(protectedHeader.alg, 'RS256');
    assert.equal(typeof protectedHeader.kid, 'string');
    assert.equal(payload.sub, server.owner.user_id);
    assert.equal(payload.aud, client.clientId);
    assert.equal(payload.nonce, 'n-0S6_WzA2Mj');
    assert.ok((payload.iat ?? 0) >= before && (payload.exp ?? 0) > (payload.iat ?? 0));
    assert.ok(typeof payload.auth_time === 'number' && payload.auth_time <= (payload.iat ?? 0));
    assert.equal('azp' in payload, false, 'the one audience is the client');
  });

  test('OpenID Connect Core §3.1.3.6: at_hash is of the access token beside it', async () => {
    const { tokens } = await signIn();
    const digest = createHash('sha256')
      .update(tokens.access_token ?? '')
      .digest();
    assert.equal((await verify(tokens.id_token)).payload.at_hash, digest.subarray(0, 16).toString('base64url'));
  });

  test('OpenID Connect Core §3.1.2.1: a nonce is kept as it was sent, and none is made up', async () => {
    for (const nonce of ['a b', 'ü/+%26', 'x'.repeat(500)])
      assert.equal((await verify((await signIn({ nonce })).tokens.id_token)).payload.nonce, nonce);
    assert.equal('nonce' in (await verify((await signIn()).tokens.id_token)).payload, false);
  });

  test('OpenID Connect Core §3.1.3.3: the token answer is not cached, and names its type', async () => {
    const { tokens } = await signIn();
    assert.equal(tokens.token_type, 'Bearer');
    assert.ok(tokens.access_token && tokens.expires_in && tokens.scope === 'openid');
  });

  test('OpenID Connect Core §3.1.2.1: without openid it is an OAuth request: no ID token, and userinfo is closed', async () => {
    const { tokens } = await signIn({ scope: 'user:read_personal' });
    assert.equal('id_token' in tokens, false);
    const { status, headers, body } = await userinfo(bearing(tokens.access_token));
    assert.equal(status, 403);
    assert.equal(body.error, 'insufficient_scope');
    assert.match(headers.get('www-authenticate') ?? '', /^Bearer .*error="insufficient_scope".*scope="openid"/);
  });

  test('seed 003: a request without scope gets what it always got, and no ID token', async () => {
    const { tokens } = await signIn({ scope: '' });
    assert.equal(tokens.scope, 'all');
    assert.equal('id_token' in tokens, false);
    assert.ok(tokens.refresh_token);
  });

  test('OpenID Connect Core §3.1.3.2: a code that is used twice is refused, and ends what it gave', async () => {
    const { tokens, redemption } = await signIn();
    assert.equal((await userinfo(bearing(tokens.access_token))).status, 200);
    assert.equal((await requestToken(server.url, client, redemption)).body.error, 'invalid_grant');
    const { status, headers } = await userinfo(bearing(tokens.access_token));
    assert.equal(status, 401);
    assert.match(headers.get('www-authenticate') ?? '', /error="invalid_token"/);
  });

  test('OpenID Connect Core §12.2: a refreshed ID token is of the same person, client and sign-in', async () => {
    const { tokens } = await signIn({ nonce: 'n' });
    const { body } = await requestToken(server.url, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' });
    const [{ payload: first }, { payload: second }] = await Promise.all([verify(tokens.id_token), verify(body.id_token)]);
    for (const name of ['iss', 'sub', 'aud', 'auth_time']) assert.deepEqual(second[name], first[name], name);
    assert.equal('nonce' in second, false);
    assert.notEqual(second.at_hash, first.at_hash);
  });

  test('OpenID Connect Core §5.3.1: userinfo takes the token by GET and POST, in the header and in a form', async () => {
    const token = (await signIn()).tokens.access_token ?? '';
    const form = new URLSearchParams({ access_token: token });
    for (const init of [bearing(token), { method: 'POST', ...bearing(token) }, { method: 'POST', body: form }]) {
      const { status, headers, body } = await userinfo(init);
      assert.equal(status, 200);
      assert.deepEqual(body, { sub: server.owner.user_id });
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });

  test('RFC 6750 §2, §3.1: a token sent twice is invalid_request, one in the query is not seen, and none is told no error', async () => {
    const token = (await signIn()).tokens.access_token ?? '';
    const twice = await userinfo({ method: 'POST', ...bearing(token), body: new URLSearchParams({ access_token: token }) });
    assert.deepEqual([twice.status, twice.body.error], [400, 'invalid_request']);
    assert.match(twice.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_request"/);
    for (const missing of [await userinfo(), await userinfo({}, `?access_token=${token}`)]) {
      assert.equal(missing.status, 401);
      assert.equal(missing.headers.get('www-authenticate'), 'Bearer realm="grantry"');
    }
  });

  test('OpenID Connect Core §5.3.3, RFC 6750 §3.1: what is no access token is invalid_token', async () => {
    const { tokens } = await signIn();
    for (const wrong of ['x', tokens.id_token, tokens.refresh_token, server.owner.api_token, `${tokens.access_token}x`]) {
      const { status, headers, body } = await userinfo(bearing(wrong));
      assert.deepEqual([status, body.error], [401, 'invalid_token']);
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer realm="grantry", error="invalid_token"/);
    }
  });

  test('OpenID Connect Core §5.3: pages of other origins may call userinfo, and read why it refused', async () => {
    const preflight = await fetch(`${server.url}/oauth2/userinfo`, { method: 'OPTIONS' });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET, POST');
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Authorization.*DPoP/);
    const { headers } = await userinfo();
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.match(headers.get('access-control-expose-headers') ?? '', /WWW-Authenticate/);
  });

  const scopes: readonly (readonly [scope: string, names: readonly string[]])[] = [
    ['openid', ['sub']],
    ['openid profile', ['name', 'preferred_username', 'sub', 'updated_at']],
    ['openid email', ['email', 'email_verified', 'sub']],
    ['openid profile email', ['email', 'email_verified', 'name', 'preferred_username', 'sub', 'updated_at']],
  ];
  for (const [scope, names] of scopes) {
    test(`OpenID Connect Core §5.4: the scopes ${scope} open ${names.join(', ')} at userinfo, and nothing in the ID token`, async () => {
      const { tokens } = await signIn({ scope });
      assert.equal(tokens.scope, scope);
      const { body } = await userinfo(bearing(tokens.access_token));
      assert.deepEqual(Object.keys(body).sort(), names);
      const { payload } = await verify(tokens.id_token);
      assert.equal(body.sub, payload.sub);
      assert.equal('name' in payload || 'email' in payload, false);
    });
  }

  test('OpenID Connect Core §5.5: claims that are asked for one by one, essential or not', async () => {
    const claims = { userinfo: { name: { essential: true }, shoe_size: null }, id_token: { email: null, auth_time: { essential: true } } };
    const { tokens } = await signIn({ claims: JSON.stringify(claims) });
    assert.deepEqual(Object.keys((await userinfo(bearing(tokens.access_token))).body).sort(), ['name', 'sub']);
    const { payload } = await verify(tokens.id_token);
    assert.equal(payload.email, 'owner@example.com');
    assert.equal(typeof payload.auth_time, 'number');
  });

  test('OpenID Connect Core §5.5, §3.1.2.6: claims that are malformed are invalid_request, told to the application', async () => {
    for (const claims of ['{', '[]', '{"id_token":1}', '{"userinfo":{"name":true}}']) {
      const { searchParams } = await authorize({ claims });
      assert.deepEqual([searchParams.get('error'), searchParams.get('state')], ['invalid_request', 'xyz'], claims);
    }
  });

  test('OpenID Connect Core §5.5: what the person allowed once is told at refresh, too', async () => {
    const { tokens } = await signIn({ claims: JSON.stringify({ id_token: { name: null }, userinfo: { email: null } }) });
    const { body } = await requestToken(server.url, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' });
    assert.equal((await verify(body.id_token)).payload.name, 'owner');
    assert.equal((await userinfo(bearing(body.access_token))).body.email, 'owner@example.com');
  });

  test('OpenID Connect Core §5.3.2: userinfo is a JWT for who registered it so', async () => {
    const signed = await register({ userinfo_signed_response_alg: 'ES256' });
    const { tokens } = await signIn({ scope: 'openid email' }, signed);
    const { status, headers, text } = await userinfo(bearing(tokens.access_token));
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^application\/jwt/);
    const { payload, protectedHeader } = await verify(text, signed.clientId);
    assert.equal(protectedHeader.alg, 'ES256');
    assert.deepEqual([payload.sub, payload.email], [server.owner.user_id, 'owner@example.com']);
  });

  test('OpenID Connect Core §8.1: a pairwise sub names the person to one sector only, and its access token still the person to us', async () => {
    const settings = { subject_type: 'pairwise', access_token_format: 'jwt' };
    const paired = await register(settings);
    const elsewhere = {
      ...(await register({ ...settings, callback_url: 'https://b.example.com/cb' })),
      redirectUri: 'https://b.example.com/cb',
    };
    const subOf = async (of: TestClient) => {
      const { tokens } = await signIn({ scope: 'openid user:read_personal' }, of);
      const { payload } = await verify(tokens.id_token, of.clientId);
      assert.equal((await userinfo(bearing(tokens.access_token))).body.sub, payload.sub);
      assert.equal(JSON.parse(Buffer.from(tokens.access_token?.split('.')[1] ?? '', 'base64url').toString()).sub, payload.sub);
      const me = await fetch(`${server.url}/api/v2/users/me`, bearing(tokens.access_token));
      assert.equal(((await me.json()) as { id: string }).id, server.owner.user_id);
      return payload.sub;
    };
    const sub = await subOf(paired);
    assert.equal(await subOf(paired), sub);
    assert.notEqual(await subOf(elsewhere), sub);
    assert.notEqual(sub, server.owner.user_id);
  });

  test('OpenID Connect Core §11: offline_access is granted, shown, and changes no lifetime', async () => {
    const { tokens } = await signIn({ scope: 'openid offline_access' });
    assert.equal(tokens.scope, 'openid offline_access');
    assert.ok(tokens.refresh_token);
    const { body } = await requestToken(server.url, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' });
    assert.equal(body.scope, 'openid offline_access');
  });
});
