import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as openid from 'openid-client';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('openid-client against the running server', () => {
  let server: Server;
  let client: TestClient;
  let config: openid.Configuration;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
    config = await openid.discovery(new URL(server.url), client.clientId, client.clientSecret, undefined, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });
  });
  after(() => server[Symbol.asyncDispose]());

  async function authorize(): Promise<openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers> {
    const verifier = openid.randomPKCECodeVerifier();
    const state = openid.randomState();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: client.redirectUri,
      scope: 'user:read_personal external_auth:read',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    const location = await approve(server.url, server.owner.api_token, Object.fromEntries(url.searchParams));
    return openid.authorizationCodeGrant(config, location, { pkceCodeVerifier: verifier, expectedState: state });
  }

  test('RFC 8414 §3: discovery finds this issuer and its endpoints', () => {
    const metadata = config.serverMetadata();
    assert.equal(metadata.issuer, server.url);
    assert.equal(metadata.token_endpoint, `${server.url}/oauth2/tokens`);
    assert.ok(metadata.supportsPKCE());
    assert.equal(metadata.authorization_response_iss_parameter_supported, true);
  });

  test('RFC 6749 §4.1 with RFC 7636 and RFC 9207: code exchange gives tokens with the scopes asked for', async () => {
    const tokens = await authorize();
    assert.equal(tokens.token_type, 'bearer');
    assert.equal(tokens.scope, 'user:read_personal external_auth:read');
    assert.ok((tokens.expiresIn() ?? 0) > 0);
    const me = await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    assert.equal(me.status, 200);
  });

  test('RFC 6749 §6: a refresh token gives a new pair', async () => {
    const tokens = await authorize();
    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    assert.notEqual(refreshed.access_token, tokens.access_token);
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
    assert.equal(refreshed.scope, tokens.scope);
  });

  test('RFC 6749 §4.4: the client speaks for itself', async () => {
    const tokens = await openid.clientCredentialsGrant(config, { scope: 'external_auth:read' });
    assert.equal(tokens.scope, 'external_auth:read');
    assert.equal(tokens.refresh_token, undefined);
  });

  test('RFC 7662 §2.2 and RFC 7009 §2: a token is active until it is revoked', async () => {
    const tokens = await authorize();
    const active = await openid.tokenIntrospection(config, tokens.access_token);
    assert.equal(active.active, true);
    assert.equal(active.client_id, client.clientId);
    assert.equal(active.sub, server.owner.user_id);
    assert.equal(active.iss, server.url);
    await openid.tokenRevocation(config, tokens.refresh_token ?? '');
    const revoked = await openid.tokenIntrospection(config, tokens.access_token);
    assert.deepEqual(revoked, { active: false });
  });
});
