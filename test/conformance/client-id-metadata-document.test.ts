import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DocumentHost, startDocumentHost } from '../support/document-host.ts';
import { approve, makePkce } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
type Body = any;

const redirectUri = 'http://127.0.0.1/callback';
const good = { client_name: 'Editor', redirect_uris: [redirectUri], grant_types: ['authorization_code', 'refresh_token'] };

describe('client id metadata documents at the running server', () => {
  let server: Server;
  let host: DocumentHost;

  before(async () => {
    [server, host] = await Promise.all([startFreshServer({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true' }), startDocumentHost()]);
  });
  after(() => Promise.all([server[Symbol.asyncDispose](), host[Symbol.asyncDispose]()]));

  const { verifier, challenge } = makePkce();
  const requestOf = (clientId: string): Record<string, string> => ({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:51004/callback',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'external_auth:read',
  });
  const open = (clientId: string, from = server): Promise<Response> =>
    fetch(`${from.url}/oauth2/authorize?${new URLSearchParams(requestOf(clientId))}`, {
      redirect: 'manual',
      headers: { 'coder-session-token': server.owner.api_token, accept: 'text/html' },
    });
  const post = (path: string, form: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(server.url + path, { method: 'POST', body: new URLSearchParams(form) });

  test('draft-ietf-oauth-client-id-metadata-document §5: a client nobody registered asks, and gets tokens', async () => {
    const clientId = host.put('/editor.json', good);
    const page = await open(clientId);
    const text = await page.text();
    assert.equal(page.status, 200, text);
    assert.match(text, /Let <strong>Editor<\/strong> act for you/);
    assert.match(text, new RegExp(`Published by <strong>${new URL(clientId).host}</strong>`), 'the host is shown');
    assert.match(text, /A program on this computer/, 'loopback is warned of');
    const location = await approve(server.url, server.owner.api_token, requestOf(clientId));
    const form = { client_id: clientId, grant_type: 'authorization_code', code: location.searchParams.get('code') ?? '' };
    const answer = await post('/oauth2/token', { ...form, code_verifier: verifier, redirect_uri: 'http://127.0.0.1:51004/callback' });
    const tokens = (await answer.json()) as Body;
    assert.equal(tokens.scope, 'external_auth:read', JSON.stringify(tokens));
    const refreshed = await post('/oauth2/token', {
      client_id: clientId,
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    assert.equal(refreshed.status, 200);
    assert.equal(host.asked('/editor.json'), 1, 'what follows the start fetches nothing');
  });

  test('RFC 9700 §2.1.1: such a client must use PKCE', async () => {
    const clientId = host.put('/pkce.json', good);
    const { code_challenge, code_challenge_method, ...request } = requestOf(clientId);
    const location = await approve(server.url, server.owner.api_token, request);
    assert.equal(location.searchParams.get('error'), 'invalid_request');
  });

  test('RFC 9126 §2: such a client may push its request', async () => {
    const clientId = host.put('/pushing.json', good);
    const answer = await post('/oauth2/par', requestOf(clientId));
    assert.equal(answer.status, 201, await answer.text());
  });

  test('RFC 9111 §4.2: a document is fetched again when it is not fresh, not before', async () => {
    const clientId = host.put('/fresh.json', good, { 'cache-control': 'max-age=3600' });
    for (let time = 0; time < 3; time++) await (await open(clientId)).text();
    assert.equal(host.asked('/fresh.json'), 1);
  });

  test('many that ask for one at the same time wait for one fetch', async () => {
    const clientId = host.answer('/shared.json', (_request, response) => {
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ client_id: `${host.url}/shared.json`, ...good }));
      }, 100);
    });
    const answers = await Promise.all(Array.from({ length: 30 }, () => open(clientId)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(host.asked('/shared.json'), 1);
  });

  test('what is wrong is not asked for again at once', async () => {
    for (let time = 0; time < 3; time++) assert.equal((await open(`${host.url}/missing.json`)).status, 400);
    assert.equal(host.asked('/missing.json'), 1);
  });

  test('what is no start fetches nothing', async () => {
    const clientId = host.put('/later.json', good);
    const form = { client_id: clientId, grant_type: 'authorization_code', code: 'x', code_verifier: verifier };
    assert.equal((await post('/oauth2/token', form)).status, 401);
    assert.equal((await post('/oauth2/revoke', { client_id: clientId, token: 'x' })).status, 401);
    assert.equal(host.asked('/later.json'), 0);
  });

  const wrong: readonly (readonly [title: string, metadata: Readonly<Record<string, unknown>>])[] = [
    ['the client_id of another', { ...good, client_id: 'https://another.example/client.json' }],
    ['a client_id that differs in a letter', { ...good, client_id: 'http://127.0.0.1/Wrong.json' }],
    ['a secret', { ...good, client_secret: 'everybody reads it' }],
    ['when a secret expires', { ...good, client_secret_expires_at: 0 }],
    ['client_secret_basic', { ...good, token_endpoint_auth_method: 'client_secret_basic' }],
    ['client_secret_post', { ...good, token_endpoint_auth_method: 'client_secret_post' }],
    ['client_secret_jwt', { ...good, token_endpoint_auth_method: 'client_secret_jwt' }],
    ['a private key', { ...good, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }],
    ['no redirect URI', { client_name: 'Editor' }],
    ['a redirect URI without TLS', { ...good, redirect_uris: ['http://app.example.com/cb'] }],
    ['a redirect URI that runs something', { ...good, redirect_uris: ['javascript:alert(1)'] }],
    ['a name that hides letters', { ...good, client_name: 'Edi\u202etor' }],
    ['a software statement', { ...good, software_statement: 'a.b.c' }],
  ];
  for (const [index, [title, metadata]] of wrong.entries())
    test(`draft-ietf-oauth-client-id-metadata-document §4.1: a document with ${title} is not taken`, async () => {
      const answer = await open(host.put(`/wrong-${index}.json`, metadata));
      const text = await answer.text();
      assert.equal(answer.status, 400, text);
      assert.equal(answer.headers.get('location'), null, 'nobody is sent anywhere');
    });

  const hostile: readonly (readonly [title: string, answer: Parameters<DocumentHost['answer']>[1]])[] = [
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/editor.json' }).end()],
    ['a status of 500', (_request, response) => response.writeHead(500).end('{}')],
    ['a status of 206', (_request, response) => response.writeHead(206, { 'content-type': 'application/json' }).end('{}')],
    ['HTML', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['no media type', (_request, response) => response.writeHead(200).end('{}')],
    ['half a JSON', (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"client_id":')],
    ['a list', (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[]')],
    ['nothing at all', (request) => request.socket.destroy()],
    [
      'more than is read',
      (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(`{"x":"${'x'.repeat(20_000)}"}`),
    ],
    ['deep nesting', (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(8000))],
  ];
  for (const [index, [title, answer]] of hostile.entries())
    test(`draft-ietf-oauth-client-id-metadata-document §5.1: ${title} is no document`, async () => {
      const response = await open(host.answer(`/hostile-${index}.json`, answer));
      const text = await response.text();
      assert.equal(response.status, 400, text);
      assert.doesNotMatch(text, /127\.0\.0\.1 could not|ECONN/, 'what the network looks like from here is not told');
    });

  for (const path of ['', '/', '/a/../b.json', '/a/%2e%2e/b.json', '/a.json#x', '/a.json?x=1', '/ä.json'])
    test(`draft-ietf-oauth-client-id-metadata-document §3: ${JSON.stringify(path)} is no path of a client id`, async () => {
      assert.equal((await open(host.url + path)).status, 400);
      assert.equal(host.asked(path), 0);
    });
});

test('draft-ietf-oauth-client-id-metadata-document §3: without the permission, http and private addresses are not fetched', async () => {
  await using server = await startFreshServer();
  await using host = await startDocumentHost();
  const clientId = host.put('/editor.json', good);
  for (const id of [clientId, clientId.replace('http:', 'https:')]) {
    const query = new URLSearchParams({ client_id: id, response_type: 'code', redirect_uri: redirectUri });
    assert.equal((await fetch(`${server.url}/oauth2/authorize?${query}`)).status, 400);
  }
  assert.equal(host.asked('/editor.json'), 0);
});
