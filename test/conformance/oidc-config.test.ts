import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approve, createTestClient, makePkce, requestToken, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('OpenID Connect Config: the discovery document of a running server', () => {
  let server: Server;
  let client: TestClient;
  // biome-ignore lint/suspicious/noExplicitAny: the members are what is tested
  let metadata: any;

  const read = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
    metadata = await (await read('/.well-known/openid-configuration')).json();
  });
  after(() => server[Symbol.asyncDispose]());

  async function signIn(settings: TestClient, query: Readonly<Record<string, string>>) {
    const { verifier, challenge } = makePkce();
    const location = await approve(server.url, server.owner.api_token, {
      client_id: settings.clientId,
      response_type: 'code',
      redirect_uri: settings.redirectUri,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...query,
    });
    assert.equal(location.searchParams.get('error'), null, location.href);
    const code = location.searchParams.get('code') ?? '';
    const redirect_uri = settings.redirectUri;
    return (await requestToken(server.url, settings, { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri }))
      .body;
  }

  test('OpenID Connect Discovery §4.1, §4.3: the document is JSON at the issuer, and names it', async () => {
    for (const path of [
      '/.well-known/openid-configuration',
      '/s/1/.well-known/openid-configuration',
      '/.well-known/openid-configuration/s/1',
    ]) {
      const response = await read(path);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
      assert.equal(((await response.json()) as { issuer: string }).issuer, server.url, path);
    }
  });

  test('OpenID Connect Discovery §3: what a document must have is there', () => {
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'])
      assert.equal(new URL(metadata[name]).origin, server.url, name);
    assert.ok(metadata.response_types_supported.includes('code'));
    assert.ok(metadata.id_token_signing_alg_values_supported.includes('RS256'));
    assert.deepEqual(metadata.subject_types_supported, ['public', 'pairwise']);
    assert.ok(metadata.scopes_supported.includes('openid'));
  });

  test('OpenID Connect Discovery §3: what it leaves out would mean the default, so what differs from that is said', () => {
    assert.equal(metadata.request_uri_parameter_supported, true);
    assert.equal(metadata.require_request_uri_registration, true);
    assert.deepEqual(metadata.response_modes_supported.slice(0, 2), ['query', 'fragment']);
    assert.ok(metadata.grant_types_supported.includes('authorization_code'));
    assert.equal(metadata.grant_types_supported.includes('implicit'), false); // among the defaults
    assert.ok(metadata.token_endpoint_auth_methods_supported.includes('client_secret_basic'));
    assert.equal(metadata.claims_parameter_supported, true);
  });

  test('OpenID Connect Core §2, RFC 8725 §3.1: nothing is offered unsigned', () => {
    for (const [name, values] of Object.entries(metadata).filter(([name]) => name.endsWith('signing_alg_values_supported')))
      assert.ok(Array.isArray(values) && values.length > 0 && !values.includes('none'), name);
  });

  test('RFC 8414 §2: the two documents say the same', async () => {
    assert.deepEqual(await (await read('/.well-known/oauth-authorization-server')).json(), metadata);
  });

  test('OpenID Connect Discovery §3: every endpoint it names is there', async () => {
    const urls = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
    assert.ok(urls.length >= 6);
    for (const [name, url] of urls)
      for (const method of ['GET', 'POST']) assert.notEqual((await fetch(String(url), { method, redirect: 'manual' })).status, 404, name);
  });

  test('OpenID Connect Core §10.1, RFC 7517 §4: the keys are public, for signatures, each for one algorithm and under one name', async () => {
    const made: TestClient[] = [];
    for (const algorithm of metadata.id_token_signing_alg_values_supported)
      made.push(await createTestClient(server.url, server.owner.api_token, { id_token_signed_response_alg: algorithm }));
    const headers = [];
    for (const each of made) {
      const { id_token = '' } = await signIn(each, { scope: 'openid' });
      headers.push(JSON.parse(Buffer.from(id_token.split('.')[0] ?? '', 'base64url').toString()));
    }
    const response = await fetch(metadata.jwks_uri);
    assert.match(response.headers.get('content-type') ?? '', /^application\/jwk-set\+json/);
    const { keys } = (await response.json()) as { keys: Readonly<Record<string, string>>[] };
    for (const key of keys) {
      assert.equal(key.use, 'sig');
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(secret in key, false, secret);
    }
    assert.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length);
    assert.deepEqual(
      headers.map(({ alg }) => alg),
      metadata.id_token_signing_alg_values_supported,
    );
    for (const { kid, alg } of headers) assert.equal(keys.find((key) => key.kid === kid)?.alg, alg);
  });

  test('OpenID Connect Discovery §3: every scope it names may be asked for', async () => {
    const { scope } = await signIn(client, { scope: metadata.scopes_supported.join(' ') });
    assert.equal(scope, metadata.scopes_supported.join(' '));
  });

  test('OpenID Connect Discovery §3: every claim it names can be had, and no other comes', async () => {
    const tokens = await signIn(client, { scope: 'openid profile email', nonce: 'n' });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const userinfo = (await (await fetch(metadata.userinfo_endpoint, { headers })).json()) as object;
    const idToken = JSON.parse(Buffer.from(tokens.id_token?.split('.')[1] ?? '', 'base64url').toString());
    const told = new Set([...Object.keys(userinfo), ...Object.keys(idToken)]);
    // Known of people who signed in at a browser; here a program answered for its user.
    const ofBrowsers = ['acr', 'amr', 'sid'];
    const supported: readonly string[] = metadata.claims_supported;
    assert.deepEqual(
      supported.filter((name) => !ofBrowsers.includes(name) && !told.has(name)),
      [],
    );
    assert.deepEqual(
      [...told].filter((name) => !supported.includes(name)),
      [],
    );
  });

  test('RFC 9728 §2: the REST API as a resource does not ask for scopes that open userinfo only', async () => {
    const resource = (await (await read('/.well-known/oauth-protected-resource')).json()) as { scopes_supported: readonly string[] };
    assert.ok(resource.scopes_supported.includes('all'));
    for (const name of ['openid', 'profile', 'email', 'offline_access']) assert.equal(resource.scopes_supported.includes(name), false);
  });
});
