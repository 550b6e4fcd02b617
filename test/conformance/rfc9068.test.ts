import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createTestClient, makePkce, obtainCode, requestToken, type TestClient } from '../support/oauth-client.ts';
import { runGrantry, startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('RFC 9068: access tokens as JWTs', () => {
  let server: Server;
  let client: TestClient;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token, { access_token_format: 'jwt' });
  });
  after(() => server[Symbol.asyncDispose]());

  const verify = (token: string, audience: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${server.url}/oauth2/jwks`)), {
      issuer: server.url,
      audience,
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });

  test('RFC 9068 §2.1, §4: a resource server verifies the token with the published keys', async () => {
    const resource = 'https://api.example.com';
    const { body } = await requestToken(server.url, client, { grant_type: 'client_credentials', scope: 'external_auth:read', resource });
    const { payload } = await verify(body.access_token ?? '', resource);
    assert.equal(payload.sub, client.clientId);
    assert.equal(payload.client_id, client.clientId);
    assert.equal(payload.scope, 'external_auth:read');
    assert.equal(typeof payload.jti, 'string');
  });

  test('RFC 9068 §2.2: a user’s token names the user, and its audience is the issuer when no resource was named', async () => {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, server.owner.api_token, client, challenge);
    const { body } = await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
    const { payload } = await verify(body.access_token ?? '', server.url);
    assert.equal(payload.sub, server.owner.user_id);
    assert.equal(typeof payload.auth_time, 'number');
  });

  test('a JWT stays revocable: after revocation introspection says inactive and our API refuses it', async () => {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, server.owner.api_token, client, challenge);
    const { body } = await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
    const callApi = () => fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${body.access_token}` } });
    assert.equal((await callApi()).status, 200);
    const credentials = { client_id: client.clientId, client_secret: client.clientSecret, token: body.access_token ?? '' };
    await fetch(`${server.url}/oauth2/revoke`, { method: 'POST', body: new URLSearchParams(credentials) });
    assert.equal((await callApi()).status, 401);
    const asked = await fetch(`${server.url}/oauth2/introspect`, { method: 'POST', body: new URLSearchParams(credentials) });
    assert.deepEqual(await asked.json(), { active: false });
  });

  test('RFC 9068 §5: a rotation publishes the new key ahead of its first signature, and the old one goes on verifying', async () => {
    const { body: before } = await requestToken(server.url, client, { grant_type: 'client_credentials' });
    const rotated = await runGrantry(['signing-keys', 'rotate', '-o', 'json'], server.environment);
    assert.equal(rotated.status, 0, rotated.stderr);
    const published = (await (await fetch(`${server.url}/oauth2/jwks`)).json()) as { keys: { kid: string; alg: string }[] };
    const keys = published.keys.filter(({ alg }) => alg === 'ES256');
    const listed = await runGrantry(['signing-keys', 'list', '-o', 'json'], server.environment);
    const shown: readonly { kid: string; alg: string; signs: boolean }[] = JSON.parse(listed.stdout).keys;
    assert.deepEqual(
      shown.filter(({ alg }) => alg === 'ES256').map(({ kid, signs }) => [kid, signs]),
      [
        [JSON.parse(rotated.stdout).keys[0].kid, false],
        [keys[1]?.kid, true],
      ],
    );
    assert.equal(keys.length, 2);
    await verify(before.access_token ?? '', server.url);
    const { body: after } = await requestToken(server.url, client, { grant_type: 'client_credentials' });
    assert.equal(JSON.parse(Buffer.from(after.access_token?.split('.')[0] ?? '', 'base64url').toString()).kid, keys[1]?.kid);
  });
});
