import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approve, makePkce } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
type Body = any;

const redirectUri = 'https://app.example.com/callback';
const initialToken = 'initial-access-token-of-the-operator';

async function send(
  url: string,
  method: string,
  token?: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: Body }> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

describe('dynamic client registration on the running server', () => {
  let server: Server;
  const register = (metadata: unknown, token?: string) => send(`${server.url}/oauth2/register`, 'POST', token, metadata);

  before(async () => {
    server = await startFreshServer({ GRANTRY_REGISTRATION_TOKENS: initialToken, GRANTRY_REGISTRATION_PER_HOUR: '1000' });
  });
  after(() => server[Symbol.asyncDispose]());

  test('RFC 8414 §2: the metadata say where to register', async () => {
    const metadata = (await (await fetch(`${server.url}/.well-known/oauth-authorization-server`)).json()) as Body;
    assert.equal(metadata.registration_endpoint, `${server.url}/oauth2/register`);
    assert.equal(metadata.client_id_metadata_document_supported, true);
  });

  test('RFC 7591 §2: what is left out gets its default, and RFC 7591 §3.2.1: the answer says what was registered', async () => {
    const { status, body } = await register({ redirect_uris: [redirectUri], unheard_of: 1 });
    assert.equal(status, 201);
    const { client_id, client_secret, registration_access_token, client_id_issued_at, ...rest } = body;
    assert.match(client_id, /^[0-9a-f-]{36}$/);
    assert.match(client_secret, /^gcs_/);
    assert.match(registration_access_token, /^gre_/);
    assert.ok(Math.abs(client_id_issued_at - Date.now() / 1000) < 60);
    assert.deepEqual(rest, {
      client_secret_expires_at: 0,
      registration_client_uri: `${server.url}/oauth2/clients/${client_id}`,
      client_name: 'app.example.com',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      dpop_bound_access_tokens: false,
      tls_client_certificate_bound_access_tokens: false,
      require_pushed_authorization_requests: false,
      require_signed_request_object: false,
      require_auth_time: false,
      id_token_signed_response_alg: 'RS256',
      subject_type: 'public',
      scope: 'all',
    });
  });

  test('RFC 7591 §2: everything that is understood is kept and told', async () => {
    const metadata = {
      client_name: 'My App',
      'client_name#de': 'Meine App',
      redirect_uris: [redirectUri, 'http://127.0.0.1/cb'],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      application_type: 'native',
      client_uri: 'https://app.example.com',
      logo_uri: 'https://app.example.com/logo.png',
      tos_uri: 'https://app.example.com/tos',
      policy_uri: 'https://app.example.com/policy',
      contacts: ['ops@example.com'],
      software_id: '4NRB1-0XZABZI9E6-5SM3R',
      software_version: '2.1',
      scope: 'external_auth:read openid unheard_of',
      dpop_bound_access_tokens: true,
      default_max_age: 600,
      jwks_uri: 'https://app.example.com/jwks',
      use_mtls_endpoint_aliases: true,
    };
    const { status, body } = await register(metadata);
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.client_secret, undefined);
    for (const [name, value] of Object.entries({ ...metadata, scope: 'external_auth:read openid' }))
      assert.deepEqual(body[name], value, name);
    const read = await send(body.registration_client_uri, 'GET', body.registration_access_token);
    assert.deepEqual(read, { status: 200, body });
  });

  const wrong: readonly (readonly [title: string, metadata: unknown, error: string])[] = [
    ['RFC 7591 §3.1: a body that is no JSON', '{', 'invalid_client_metadata'],
    ['RFC 7591 §3.1: a body that is a list', [], 'invalid_client_metadata'],
    ['RFC 7591 §3.2.2: no redirect URI for a code', {}, 'invalid_redirect_uri'],
    ['RFC 7591 §5: a redirect URI without TLS', { redirect_uris: ['http://app.example.com/cb'] }, 'invalid_redirect_uri'],
    ['RFC 7591 §5: a redirect URI that runs something', { redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    ['RFC 6749 §3.1.2: a redirect URI with a fragment', { redirect_uris: [`${redirectUri}#x`] }, 'invalid_redirect_uri'],
    ['RFC 6749 §3.1.2: a redirect URI that is not absolute', { redirect_uris: ['callback'] }, 'invalid_redirect_uri'],
    ['RFC 7591 §2: redirect URIs that are no list', { redirect_uris: redirectUri }, 'invalid_redirect_uri'],
    ['RFC 7591 §2: a name that is a number', { redirect_uris: [redirectUri], client_name: 1 }, 'invalid_client_metadata'],
    [
      'RFC 7591 §2: a method that is not supported',
      { redirect_uris: [redirectUri], token_endpoint_auth_method: 'x' },
      'invalid_client_metadata',
    ],
    [
      'RFC 7591 §2: keys in two places',
      { redirect_uris: [redirectUri], jwks: { keys: [] }, jwks_uri: 'https://a.example/' },
      'invalid_client_metadata',
    ],
    [
      'RFC 7591 §2.1: a response type without its grant type',
      { grant_types: ['refresh_token'], response_types: ['code'] },
      'invalid_client_metadata',
    ],
    [
      'RFC 7591 §2.1: a response type that is not supported',
      { redirect_uris: [redirectUri], response_types: ['token'] },
      'invalid_client_metadata',
    ],
    [
      'RFC 7591 §2: a grant type that is not supported',
      { redirect_uris: [redirectUri], grant_types: ['implicit'] },
      'invalid_client_metadata',
    ],
    ['RFC 7591 §5: a grant type without a person', { grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
    ['RFC 7591 §2: scopes of which none is known', { redirect_uris: [redirectUri], scope: 'nothing' }, 'invalid_client_metadata'],
    [
      'OpenID Connect Dynamic Client Registration §2: another application_type',
      { redirect_uris: [redirectUri], application_type: 'x' },
      'invalid_client_metadata',
    ],
    ['RFC 7591 §2.3: a software statement', { redirect_uris: [redirectUri], software_statement: 'a.b.c' }, 'unapproved_software_statement'],
    [
      'RFC 7591 §5: a link that runs something',
      { redirect_uris: [redirectUri], client_uri: 'javascript:alert(1)' },
      'invalid_client_metadata',
    ],
  ];
  for (const [title, metadata, error] of wrong)
    test(`${title} is ${error}`, async () => {
      const { status, body } = await register(metadata);
      assert.deepEqual([status, body.error], [400, error], JSON.stringify(body));
      assert.ok(body.error_description.length > 10);
    });

  test('RFC 7591 §3.1: a form is not taken', async () => {
    const response = await fetch(`${server.url}/oauth2/register`, { method: 'POST', body: new URLSearchParams({ client_name: 'x' }) });
    assert.equal(response.status, 400);
  });

  test('RFC 7591 §3: who has an initial access token may have grants without a person', async () => {
    const metadata = { grant_types: ['client_credentials'], client_name: 'Worker', scope: 'external_auth:read' };
    const { status, body } = await register(metadata, initialToken);
    assert.equal(status, 201, JSON.stringify(body));
    const form = { grant_type: 'client_credentials', client_id: body.client_id, client_secret: body.client_secret };
    const answer = await fetch(`${server.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    assert.equal(((await answer.json()) as Body).scope, 'external_auth:read');
  });

  test('RFC 9700 §2.1.1: a client that registered itself must use PKCE, and gets the default scopes if it asks for none', async () => {
    const { body: client } = await register({ redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_post' });
    const request = { client_id: client.client_id, response_type: 'code', state: 's' };
    const without = await approve(server.url, server.owner.api_token, request);
    assert.equal(without.searchParams.get('error'), 'invalid_request');
    const { verifier, challenge } = makePkce();
    const location = await approve(server.url, server.owner.api_token, {
      ...request,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const form = {
      grant_type: 'authorization_code',
      code: location.searchParams.get('code') ?? '',
      code_verifier: verifier,
      client_id: client.client_id,
      client_secret: client.client_secret,
    };
    const tokens = (await (await fetch(`${server.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })).json()) as Body;
    assert.equal(tokens.scope, client.scope);
  });

  test('RFC 7592 §2.2: an update replaces all, and what is left out gets its default', async () => {
    const { body: made } = await register({ redirect_uris: [redirectUri], client_name: 'Before', contacts: ['a@b.example'] });
    const { registration_client_uri: uri, registration_access_token: token, client_id } = made;
    const metadata = { client_id, client_secret: made.client_secret, redirect_uris: ['https://app.example.com/other'] };
    const { status, body } = await send(uri, 'PUT', token, metadata);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.client_name, body.contacts, body.redirect_uris], ['app.example.com', undefined, metadata.redirect_uris]);
    assert.deepEqual([body.client_id_issued_at, body.registration_access_token], [made.client_id_issued_at, token]);
    assert.equal(body.client_secret, undefined, 'it is told once');
  });

  test('RFC 7592 §2.2: an update names the client, and says nothing that is ours to say', async () => {
    const { body: made } = await register({ redirect_uris: [redirectUri] });
    const good = { client_id: made.client_id, redirect_uris: [redirectUri] };
    const updates = [
      { redirect_uris: [redirectUri] },
      { ...good, client_id: 'another' },
      { ...good, client_secret: 'chosen' },
      { ...good, registration_access_token: made.registration_access_token },
      { ...good, client_secret_expires_at: 0 },
      { ...good, token_endpoint_auth_method: 'none' },
      { ...good, grant_types: ['authorization_code', 'client_credentials'] },
    ];
    for (const update of updates) {
      const { status, body } = await send(made.registration_client_uri, 'PUT', made.registration_access_token, update);
      assert.deepEqual([status, body.error], [400, 'invalid_client_metadata'], JSON.stringify(update));
    }
  });

  test('RFC 7592 §2.2: a client that comes to authenticate by a secret gets one', async () => {
    const key = {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    };
    const { body: made } = await register({
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [key] },
    });
    assert.equal(made.client_secret, undefined);
    const update = { client_id: made.client_id, redirect_uris: [redirectUri] };
    const { body } = await send(made.registration_client_uri, 'PUT', made.registration_access_token, update);
    assert.match(body.client_secret, /^gcs_/);
  });

  test('RFC 7592 §2.3: what is deleted is gone, and its token says nothing any more', async () => {
    const { body: made } = await register({ redirect_uris: [redirectUri] });
    const { registration_client_uri: uri, registration_access_token: token } = made;
    assert.equal((await send(uri, 'DELETE', token)).status, 204);
    for (const method of ['GET', 'DELETE']) assert.equal((await send(uri, method, token)).status, 401);
  });

  test('RFC 7592 §2: a token of another client, of another kind, or none is 401', async () => {
    const { body: made } = await register({ redirect_uris: [redirectUri] });
    const { body: other } = await register({ redirect_uris: [redirectUri] });
    for (const token of [undefined, other.registration_access_token, made.client_secret, server.owner.api_token, 'nonsense']) {
      const { status, body } = await send(made.registration_client_uri, 'GET', token);
      assert.deepEqual([status, body.error], [401, 'invalid_token']);
    }
    const own = await send(`${server.url}/oauth2/clients/grantry-cli`, 'GET', made.registration_access_token);
    assert.equal(own.status, 401);
  });

  test('RFC 7591 §5: a body that is too large is refused', async () => {
    const { status } = await register({ redirect_uris: [redirectUri], client_name: 'x'.repeat(70_000) });
    assert.equal(status, 413);
  });
});
