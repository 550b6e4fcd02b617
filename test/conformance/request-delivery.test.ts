import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Visitor } from '../console/visitor.ts';
import { createTestClient, makePkce, requestToken, type TestClient } from '../support/oauth-client.ts';
import { ownerCredentials, startFreshServer } from '../support/server.ts';

/** What the client's server answers at `/request`. */
interface Kept {
  readonly status?: number;
  readonly type?: string;
  readonly text: string;
}

describe('authorization requests that do not come in the query', () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let app: HttpServer;
  let address: string;
  let client: TestClient;
  let privateKey: CryptoKey;
  let kept: Kept;
  let fetches = 0;
  const visitor = (): Visitor => new Visitor(server.url);
  const { verifier, challenge } = makePkce();

  before(async () => {
    server = await startFreshServer({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true' });
    app = createServer((request, response) => {
      if (request.url?.startsWith('/request') !== true) return response.end('back at the application');
      fetches += 1;
      return response.writeHead(kept.status ?? 200, { 'content-type': kept.type ?? 'application/oauth-authz-req+jwt' }).end(kept.text);
    }).listen(0, '127.0.0.1');
    await once(app, 'listening');
    address = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
    const pair = await generateKeyPair('ES256', { extractable: true });
    privateKey = pair.privateKey;
    client = await createTestClient(server.url, server.owner.api_token, {
      callback_url: `${address}/callback`,
      jwks: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] },
      request_uris: [`${address}/request#v1`],
    });
  });
  after(async () => {
    app.close();
    app.closeAllConnections();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    fetches = 0;
  });

  const asked = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: `${address}/callback`,
    scope: 'user:read_personal',
    state: 'xyz',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  const sign = (claims: JWTPayload): Promise<string> =>
    new SignJWT({ ...asked(), ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'oauth-authz-req+jwt' })
      .setIssuer(client.clientId)
      .setAudience(claims.aud ?? server.url)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
  const reference = (requestUri: string): string =>
    `/oauth2/authorize?${new URLSearchParams({ client_id: client.clientId, request_uri: requestUri })}`;

  async function allow(person: Visitor): Promise<void> {
    if (person.path.startsWith('/login'))
      await person.submit('/login', { login: ownerCredentials.email, password: ownerCredentials.password });
    await person.submit('/oauth2/authorize');
    const answer = new URLSearchParams(person.path.slice(person.path.indexOf('?')));
    assert.equal(answer.get('state'), 'xyz', person.path);
    const form = {
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: `${address}/callback`,
      code_verifier: verifier,
    };
    const { status, body } = await requestToken(server.url, client, form);
    assert.deepEqual([status, body.scope], [200, 'user:read_personal']);
  }

  test('RFC 9101 §5.2.3: a request is fetched from where the client registered it, once for all that the person does', async () => {
    kept = { text: await sign({}) };
    const person = await visitor().open(reference(`${address}/request#v2`));
    kept = { text: await sign({ scope: 'user' }) };
    await allow(person);
    assert.equal(fetches, 1);
  });

  test('RFC 9101 §10.4: an address that is not registered is not fetched', async () => {
    const person = await visitor().open(reference(`${address}/request/other`));
    assert.equal(person.status, 400);
    assert.match(person.page, /not registered/);
    assert.equal(fetches, 0);
  });

  test('RFC 9101 §5.2: a decision is not made on what the client could change meanwhile', async () => {
    kept = { text: await sign({}) };
    const headers = { 'coder-session-token': server.owner.api_token };
    const answer = await fetch(server.url + reference(`${address}/request`), { method: 'POST', redirect: 'manual', headers });
    assert.deepEqual([answer.status, ((await answer.json()) as { error: string }).error], [400, 'request_uri_not_supported']);
    assert.equal(fetches, 0);
  });

  const unusable: Readonly<Record<string, () => Kept | Promise<Kept>>> = {
    'is not there': () => ({ status: 404, text: '' }),
    'is a redirect': () => ({ status: 302, text: '' }),
    'is of another type': async () => ({ type: 'text/html', text: await sign({}) }),
    'is no JWT': () => ({ text: 'hello' }),
    'is not signed': async () => ({ text: (await sign({})).replace(/[^.]+$/, '') }),
    'is too large': () => ({ text: 'a'.repeat(70_000) }),
    'is for another server': async () => ({ text: await sign({ aud: 'https://other.example' }) }),
  };
  for (const [what, make] of Object.entries(unusable))
    test(`RFC 9101 §7: a request that ${what} is an error for the person`, async () => {
      kept = await make();
      const person = await visitor().open(reference(`${address}/request`));
      assert.equal(person.status, 400);
      assert.match(person.page, /This request cannot be allowed/);
    });

  test('RFC 9101 §5.2: what is registered as request_uris are https addresses of at most 512 letters', async () => {
    for (const uri of ['http://example.com/r', 'ftp://example.com', `https://example.com/${'a'.repeat(512)}`, 'x']) {
      const answer = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, {
        method: 'POST',
        headers: { 'coder-session-token': server.owner.api_token, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'x', callback_url: 'https://example.com', request_uris: [uri] }),
      });
      assert.equal(answer.status, 400, uri);
      assert.match(await answer.text(), /request_uris/);
    }
  });

  test('OpenID Connect Core §3.1.2.1: a short request may come as a form', async () => {
    await allow(await visitor().post('/oauth2/authorize', new URLSearchParams(asked())));
  });

  test('OpenID Connect Core §3.1.2.1: a long one is kept', async () => {
    const long = new URLSearchParams({ client_id: client.clientId, request: await sign({ ui_locales: 'en '.repeat(900) }) });
    const person = await visitor().post('/oauth2/authorize', long);
    assert.match(decodeURIComponent(decodeURIComponent(person.path)), /request_uri=urn:ietf:params:oauth:request_uri:/);
    await allow(person);
  });

  const forms: readonly (readonly [title: string, form: Readonly<Record<string, string>>])[] = [
    ['an unknown client', { client_id: 'nobody' }],
    ['a line break where none belongs', { client_id: 'a\r\nlocation: https://evil.example' }],
    ['an unknown client at length', { client_id: 'nobody', filler: 'a'.repeat(3000) }],
  ];
  for (const [title, form] of forms)
    test(`RFC 6749 §4.1.2.1: a form of ${title} leads nowhere but to a page`, async () => {
      const person = await visitor().post('/oauth2/authorize', new URLSearchParams(form));
      assert.equal(person.status, 400);
      assert.match(person.page, /This request cannot be allowed/);
    });

  test('RFC 6749 §4.1.2.1: an error of a long form goes back to the application', async () => {
    const person = await visitor().post('/oauth2/authorize', new URLSearchParams(asked({ scope: 'nothing', filler: 'a'.repeat(3000) })));
    assert.match(person.path, /^\/callback\?error=invalid_scope/);
  });
});
