import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decodeJwt } from 'jose';
import { createTestClient, makePkce, obtainCode, requestToken, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('clauses of the RFCs as a client meets them on the wire', () => {
  let server: Server;
  let client: TestClient;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
  });
  after(() => server[Symbol.asyncDispose]());

  const post = (path: string, parameters: Readonly<Record<string, string>>) =>
    fetch(server.url + path, { method: 'POST', body: new URLSearchParams(parameters) });
  const credentials = () => ({ client_id: client.clientId, client_secret: client.clientSecret });
  const tokensOfOwner = async () => {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, server.owner.api_token, client, challenge);
    return (await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier })).body;
  };
  const introspect = async (token = '') => (await post('/oauth2/introspect', { ...credentials(), token })).json();

  test('RFC 6750 §2.1: a bearer token travels in the header, its scheme in any case', async () => {
    const { access_token: accessToken } = await tokensOfOwner();
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const answer = await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `${scheme} ${accessToken}` } });
      assert.equal(answer.status, 200, scheme);
    }
  });

  test('RFC 6750 §2.3: a bearer token in the query is not read, as the metadata says', async () => {
    const { access_token: accessToken } = await tokensOfOwner();
    assert.equal((await fetch(`${server.url}/api/v2/users/me?access_token=${accessToken}`)).status, 401);
    const metadata = await (await fetch(`${server.url}/.well-known/oauth-protected-resource`)).json();
    assert.deepEqual((metadata as { bearer_methods_supported: string[] }).bearer_methods_supported, ['header']);
  });

  test('RFC 6749 §10.4: a refresh token is bound to its client, without whose secret it is worth nothing', async () => {
    const { refresh_token: refreshToken = '' } = await tokensOfOwner();
    const answer = await post('/oauth2/token', { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: client.clientId });
    assert.equal(answer.status, 401);
    const { body } = await requestToken(server.url, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
    assert.equal(typeof body.access_token, 'string', 'and the attempt did not use it up');
  });

  test('RFC 7636 §4.5: the verifier goes with the code to the token endpoint', async () => {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, server.owner.api_token, client, challenge);
    const answer = await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
    assert.equal(answer.status, 200);
  });

  test('RFC 7009 §2.2.1: a revocation without a token, or by an unknown client, is an error of the token endpoint’s form', async () => {
    const missing = await post('/oauth2/revoke', credentials());
    assert.deepEqual([missing.status, ((await missing.json()) as { error: string }).error], [400, 'invalid_request']);
    const unknown = await post('/oauth2/revoke', { client_id: 'nobody', client_secret: 'x', token: 'x' });
    assert.deepEqual([unknown.status, ((await unknown.json()) as { error: string }).error], [401, 'invalid_client']);
  });

  test('RFC 7662 §2.3: an introspection by nobody is 401; a question about a bad token is no error', async () => {
    assert.equal((await post('/oauth2/introspect', { token: 'x' })).status, 400);
    assert.equal((await post('/oauth2/introspect', { ...credentials(), client_secret: 'wrong', token: 'x' })).status, 401);
    assert.deepEqual(await introspect('x'), { active: false });
  });

  test('RFC 7662 §4: session and API tokens are none of introspection’s business', async () => {
    assert.deepEqual(await introspect(server.owner.api_token), { active: false });
  });

  test('RFC 8414 §3.2, §3.3: the metadata is JSON and names the issuer it was asked of, in both path forms', async () => {
    for (const path of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/s/1',
      '/s/1/.well-known/oauth-authorization-server',
    ]) {
      const answer = await fetch(server.url + path);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(((await answer.json()) as { issuer: string }).issuer, server.url, path);
    }
  });

  test('RFC 9068 §2.2.3, §3: a JWT carries the granted scope, and its audience is the resource that was named', async () => {
    const jwtClient = await createTestClient(server.url, server.owner.api_token, { access_token_format: 'jwt' });
    const request = { grant_type: 'client_credentials', scope: 'agent:read', resource: 'https://api.example.com/v1' };
    const { body } = await requestToken(server.url, jwtClient, request);
    const claims = decodeJwt(body.access_token ?? '');
    assert.deepEqual([claims.scope, claims.aud], ['agent:read', 'https://api.example.com/v1']);
  });

  test('RFC 9728 §3, §5.1: the challenge leads to the resource’s metadata', async () => {
    const refused = await fetch(`${server.url}/api/v2/users/me`);
    const [, url = ''] = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '') ?? [];
    assert.equal(((await (await fetch(url)).json()) as { resource: string }).resource, server.url);
  });
});
