import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Visitor } from '../console/visitor.ts';
import { createTestClient, makePkce, requestToken, type TestClient } from '../support/oauth-client.ts';
import { ownerCredentials, startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
type Query = Readonly<Record<string, string>>;

const passwordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const other = { email: 'grace@example.com', password: 'another horse battery' };

const claimsOf = (jwt = ''): Readonly<Record<string, unknown>> => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

describe('OpenID Connect requests at a running server', () => {
  let server: Server;
  let app: HttpServer;
  let redirectUri: string;
  let client: TestClient;
  let usual: Visitor | undefined;
  const { verifier, challenge } = makePkce();

  before(async () => {
    server = await startFreshServer();
    app = createServer((_request, response) => response.end('back at the application')).listen(0, '127.0.0.1');
    await once(app, 'listening');
    redirectUri = `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`;
    client = await register();
    const headers = { 'coder-session-token': server.owner.api_token, 'content-type': 'application/json' };
    const made = await fetch(`${server.url}/api/v2/users`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...other, username: 'grace' }),
    });
    assert.equal(made.status, 201, await made.clone().text());
  });
  after(async () => {
    app.close();
    app.closeAllConnections();
    await server[Symbol.asyncDispose]();
  });

  const register = (settings: Readonly<Record<string, unknown>> = {}) =>
    createTestClient(server.url, server.owner.api_token, { callback_url: redirectUri, ...settings });

  const pathFor = (query: Query, of: TestClient = client): string =>
    `/oauth2/authorize?${new URLSearchParams({
      client_id: of.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      state: 'xyz',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...query,
    })}`;

  const newcomer = (): Visitor => new Visitor(server.url);
  const signIn = (visitor: Visitor, { email, password }: typeof other = { ...ownerCredentials }) =>
    visitor.submit('/login', { login: email, password });

  /** The owner at their browser, who has allowed the client what it asks for. They sign in once: passwords cannot be tried for ever. */
  async function regular(query: Query = {}, of: TestClient = client): Promise<Visitor> {
    usual ??= newcomer();
    const visitor = usual;
    await visitor.open(pathFor(query, of));
    if (visitor.path.startsWith('/login')) await signIn(visitor);
    await visitor.submit('/oauth2/authorize');
    assert.match(visitor.path, /^\/callback\?code=/);
    return visitor;
  }

  /** What the application got, once the browser is back at it. */
  function answerOf({ path }: Visitor): URLSearchParams {
    assert.match(path, /^\/callback\?/);
    return new URLSearchParams(path.slice(path.indexOf('?')));
  }

  async function redeem(visitor: Visitor, of: TestClient = client): Promise<Readonly<Record<string, string>>> {
    const code = answerOf(visitor).get('code') ?? assert.fail(visitor.path);
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
    const { status, body } = await requestToken(server.url, of, form);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  const idTokenOf = async (visitor: Visitor, of: TestClient = client) => claimsOf((await redeem(visitor, of)).id_token);

  async function errorOf(visitor: Visitor, query: Query, of: TestClient = client): Promise<string | null> {
    await visitor.open(pathFor(query, of));
    const answer = answerOf(visitor);
    assert.deepEqual([answer.get('state'), answer.get('iss')], ['xyz', server.url]);
    return answer.get('error');
  }

  test('OpenID Connect Core §3.1.2.6: prompt=none where nobody is signed in is login_required', async () => {
    assert.equal(await errorOf(newcomer(), { prompt: 'none' }), 'login_required');
  });

  test('OpenID Connect Core §3.1.2.6: prompt=none for what the person has not allowed is consent_required', async () => {
    const visitor = await regular();
    assert.equal(await errorOf(visitor, { prompt: 'none' }, await register()), 'consent_required');
    await visitor.open(pathFor({}));
    await visitor.submit('/oauth2/authorize');
    await redeem(visitor);
    assert.equal(await errorOf(visitor, { prompt: 'none', scope: 'openid email' }), 'consent_required');
  });

  test('OpenID Connect Core §3.1.2.1: prompt=none gets a code for what was allowed, and tells of the same sign-in', async () => {
    const visitor = await regular({ scope: 'openid email' });
    const first = await idTokenOf(visitor);
    await visitor.open(pathFor({ prompt: 'none' }));
    const second = await idTokenOf(visitor);
    for (const claim of ['sub', 'auth_time', 'acr', 'amr', 'sid']) assert.deepEqual(second[claim], first[claim], claim);
    assert.deepEqual([first.acr, first.amr], [passwordClass, ['pwd']]);
    assert.equal(typeof first.sid, 'string');
  });

  for (const query of [{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }, { prompt: 'login consent' }]) {
    test(`OpenID Connect Core §3.1.2.1: ${JSON.stringify(query)} has who is signed in sign in again`, async () => {
      const visitor = await regular();
      const first = await idTokenOf(visitor);
      await visitor.open(pathFor(query));
      assert.match(visitor.path, /^\/login\?/);
      await signIn(visitor);
      await visitor.submit('/oauth2/authorize');
      const second = await idTokenOf(visitor);
      assert.ok(Number(second.auth_time) >= Number(first.auth_time));
      assert.equal(second.sid, first.sid, 'it is the same session to the application');
    });
  }

  test('OpenID Connect Core §3.1.2.1: prompt=consent asks', async () => {
    const visitor = await regular();
    await visitor.open(pathFor({ prompt: 'consent' }));
    assert.match(visitor.path, /^\/oauth2\/authorize\?/);
    assert.equal(visitor.forms('/oauth2/authorize').length, 1);
  });

  for (const prompt of ['none login', 'create', 'sing']) {
    test(`OpenID Connect Core §3.1.2.1, Initiating User Registration §4.1: prompt=${prompt} is invalid_request`, async () => {
      assert.equal(await errorOf(newcomer(), { prompt }), 'invalid_request');
    });
  }

  test('OpenID Connect Core §3.1.2.1: a class that is only wished for does not stop anybody, and the one that was reached is told', async () => {
    assert.equal((await idTokenOf(await regular({ acr_values: 'urn:unknown phrh' }))).acr, passwordClass);
    assert.equal((await idTokenOf(await regular({ acr_values: `urn:unknown ${passwordClass}` }))).acr, passwordClass);
  });

  test('OpenID Connect Core §5.5.1.1, Unmet Authentication Requirements §2: an essential class that nobody can reach is told', async () => {
    const asking = (acr: object) => ({ claims: JSON.stringify({ id_token: { acr } }) });
    const visitor = await regular(asking({ essential: true, values: ['urn:unknown', passwordClass] }));
    assert.equal((await idTokenOf(visitor)).acr, passwordClass);
    assert.equal(await errorOf(visitor, asking({ essential: true, value: 'urn:unknown' })), 'unmet_authentication_requirements');
    assert.equal(
      await errorOf(visitor, { prompt: 'none', ...asking({ essential: true, value: 'phr' }) }),
      'unmet_authentication_requirements',
    );
  });

  test('OpenID Connect Core §3.1.2.1: an id_token_hint of who is signed in is fine, one of somebody else wants them', async () => {
    const visitor = await regular();
    const { id_token: hint = '' } = await redeem(visitor);
    await visitor.open(pathFor({ prompt: 'none', id_token_hint: hint }));
    assert.ok(answerOf(visitor).get('code'));

    const stranger = newcomer();
    await stranger.open(pathFor({}));
    await signIn(stranger, other);
    assert.equal(await errorOf(stranger, { prompt: 'none', id_token_hint: hint }), 'login_required');
    await stranger.open(pathFor({ id_token_hint: hint }));
    assert.match(stranger.path, /^\/login\?/);
    await signIn(stranger, other);
    assert.equal(answerOf(stranger).get('error'), 'login_required', 'it was tried');
    await stranger.open(pathFor({ id_token_hint: hint }));
    await signIn(stranger);
    assert.equal(stranger.forms('/oauth2/authorize').length, 1);
    assert.equal(await errorOf(newcomer(), { id_token_hint: 'eyJhbGciOiJub25lIn0.e30.' }), 'invalid_request');
  });

  test('OpenID Connect Core §5.5.1: a value for the claim sub names who must be signed in', async () => {
    const visitor = await regular();
    const { sub } = await idTokenOf(visitor);
    const asking = (value: unknown) => ({ prompt: 'none', claims: JSON.stringify({ id_token: { sub: { value } } }) });
    assert.equal(await errorOf(visitor, asking(sub)), null);
    assert.equal(await errorOf(visitor, asking('somebody')), 'login_required');
  });

  test('OpenID Connect Core §3.1.2.1: login_hint is in the form already, as text', async () => {
    const visitor = newcomer();
    for (const hint of ['grace@example.com', '"><script>alert(1)</script>']) {
      await visitor.open(pathFor({ login_hint: hint }));
      assert.equal(visitor.forms('/login')[0]?.fields.get('login'), hint);
      assert.doesNotMatch(visitor.page, /<script>alert/);
    }
  });

  test('OpenID Connect Core §3.1.2.1: display, ui_locales and claims_locales change nothing', async () => {
    await redeem(await regular({ display: 'popup', ui_locales: 'de fr', claims_locales: 'xx' }));
  });

  test('OpenID Connect Dynamic Client Registration §2: a client has its max_age and acr_values by default', async () => {
    const strict = await register({ default_max_age: 0, default_acr_values: [passwordClass], require_auth_time: true });
    const visitor = await regular({}, strict);
    const { acr, auth_time: authTime } = await idTokenOf(visitor, strict);
    assert.deepEqual([acr, typeof authTime], [passwordClass, 'number']);
    await visitor.open(pathFor({}, strict));
    assert.match(visitor.path, /^\/login\?/);
    await visitor.open(pathFor({ max_age: '3600' }, strict));
    assert.match(visitor.path, /^\/oauth2\/authorize\?/);
    const headers = { 'coder-session-token': server.owner.api_token, 'content-type': 'application/json' };
    const refused = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'x', callback_url: redirectUri, default_acr_values: ['urn:unknown'] }),
    });
    assert.equal(refused.status, 400);
  });

  test('RFC 9470 §7, OpenID Connect Discovery §3: the metadata says which classes and prompts there are', async () => {
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
      const metadata = (await (await fetch(`${server.url}/.well-known/${name}`)).json()) as Readonly<Record<string, unknown>>;
      assert.deepEqual(metadata.acr_values_supported, [passwordClass]);
      assert.deepEqual(metadata.prompt_values_supported, ['none', 'login', 'consent', 'select_account']);
    }
  });

  test('RFC 9470 §6: introspection and JWT access tokens tell when and how the person signed in', async () => {
    const { access_token: token = '', id_token: idToken } = await redeem(await regular());
    const credentials = { client_id: client.clientId, client_secret: client.clientSecret };
    const asked = await fetch(`${server.url}/oauth2/introspect`, { method: 'POST', body: new URLSearchParams({ ...credentials, token }) });
    const { acr, auth_time: authTime } = (await asked.json()) as Readonly<Record<string, unknown>>;
    assert.deepEqual([acr, authTime], [passwordClass, claimsOf(idToken).auth_time]);

    const signed = await register({ access_token_format: 'jwt' });
    const claims = claimsOf((await redeem(await regular({}, signed), signed)).access_token);
    assert.deepEqual([claims.acr, typeof claims.auth_time], [passwordClass, 'number']);
  });
});
