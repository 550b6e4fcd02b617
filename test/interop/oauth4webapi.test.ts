import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
const insecure = { [oauth.allowInsecureRequests]: true };

describe('oauth4webapi against the running server', () => {
  let server: Server;
  let registered: TestClient;
  let issuer: oauth.AuthorizationServer;
  let client: oauth.Client;

  before(async () => {
    server = await startFreshServer();
    registered = await createTestClient(server.url, server.owner.api_token);
    const identifier = new URL(server.url);
    const response = await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure });
    issuer = await oauth.processDiscoveryResponse(identifier, response);
    client = { client_id: registered.clientId };
  });
  after(() => server[Symbol.asyncDispose]());

  for (const [method, authenticate] of [
    ['client_secret_post', oauth.ClientSecretPost],
    ['client_secret_basic', oauth.ClientSecretBasic],
  ] as const) {
    test(`RFC 6749 §2.3.1: code, refresh, introspection and revocation with ${method}`, async () => {
      const authentication = authenticate(registered.clientSecret);
      const verifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const location = await approve(server.url, server.owner.api_token, {
        client_id: client.client_id,
        response_type: 'code',
        redirect_uri: registered.redirectUri,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
      });
      const parameters = oauth.validateAuthResponse(issuer, client, location, state);
      const exchange = await oauth.authorizationCodeGrantRequest(
        issuer,
        client,
        authentication,
        parameters,
        registered.redirectUri,
        verifier,
        insecure,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(issuer, client, exchange);
      assert.equal(tokens.scope, 'all');

      const again = await oauth.refreshTokenGrantRequest(issuer, client, authentication, tokens.refresh_token ?? '', insecure);
      const refreshed = await oauth.processRefreshTokenResponse(issuer, client, again);

      const asked = await oauth.introspectionRequest(issuer, client, authentication, refreshed.access_token, insecure);
      assert.equal((await oauth.processIntrospectionResponse(issuer, client, asked)).active, true);

      const revoked = await oauth.revocationRequest(issuer, client, authentication, refreshed.access_token, insecure);
      await oauth.processRevocationResponse(revoked);
      const askedAgain = await oauth.introspectionRequest(issuer, client, authentication, refreshed.access_token, insecure);
      assert.equal((await oauth.processIntrospectionResponse(issuer, client, askedAgain)).active, false);
    });
  }

  test('RFC 6749 §4.4: client credentials', async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      issuer,
      client,
      oauth.ClientSecretBasic(registered.clientSecret),
      new URLSearchParams({ resource: 'https://api.example.com' }),
      insecure,
    );
    const tokens = await oauth.processClientCredentialsResponse(issuer, client, response);
    assert.equal(tokens.token_type, 'bearer');
  });
});
