import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  exchangeAuthorization,
  refreshAuthorization,
  startAuthorization,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('the MCP SDK against the running server', () => {
  let server: Server;
  let client: TestClient;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token, { client_type: 'confidential' });
  });
  after(() => server[Symbol.asyncDispose]());

  test('RFC 9728 §3, RFC 8414 §3: from the resource to the authorization server', async () => {
    const resource = await discoverOAuthProtectedResourceMetadata(server.url);
    assert.deepEqual(resource.authorization_servers, [server.url]);
    const metadata = await discoverAuthorizationServerMetadata(server.url);
    assert.equal(metadata?.issuer, server.url);
    assert.deepEqual(metadata?.code_challenge_methods_supported, ['S256']);
  });

  test('RFC 8707 §2: authorization, exchange and refresh with the resource named each time', async () => {
    const metadata = await discoverAuthorizationServerMetadata(server.url);
    assert.ok(metadata);
    const clientInformation = { client_id: client.clientId, client_secret: client.clientSecret };
    const resource = new URL('https://mcp.example.com/mcp');
    const { authorizationUrl, codeVerifier } = await startAuthorization(server.url, {
      metadata,
      clientInformation,
      redirectUrl: client.redirectUri,
      scope: 'external_auth:read',
      resource,
    });
    const location = await approve(server.url, server.owner.api_token, Object.fromEntries(authorizationUrl.searchParams));
    const exchange = { metadata, clientInformation, resource };
    const tokens = await exchangeAuthorization(server.url, {
      ...exchange,
      authorizationCode: location.searchParams.get('code') ?? '',
      codeVerifier,
      redirectUri: client.redirectUri,
    });
    assert.equal(tokens.scope, 'external_auth:read');
    const refreshed = await refreshAuthorization(server.url, { ...exchange, refreshToken: tokens.refresh_token ?? '' });
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  });
});
