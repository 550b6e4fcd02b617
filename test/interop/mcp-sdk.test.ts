import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  exchangeAuthorization,
  refreshAuthorization,
  registerClient,
  startAuthorization,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { startDocumentHost } from '../support/document-host.ts';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

describe('the MCP SDK against the running server', () => {
  let server: Server;
  let client: TestClient;

  before(async () => {
    server = await startFreshServer({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true' });
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

  test('RFC 7591 §3, RFC 8252 §7.3: a client registers as MCP clients do, and asks without a scope over a port of its own', async () => {
    const metadata = await discoverAuthorizationServerMetadata(server.url);
    assert.ok(metadata);
    const clientInformation = await registerClient(server.url, {
      metadata,
      clientMetadata: {
        client_name: 'MCP client',
        redirect_uris: ['http://localhost:33418/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
    });
    assert.equal(clientInformation.scope, 'all', 'what it gets without asking');
    await obtain(clientInformation);
  });

  test('draft-ietf-oauth-client-id-metadata-document §3: a client whose id is the URL of its document needs no registration', async () => {
    await using host = await startDocumentHost();
    const client_id = host.put('/mcp/client.json', {
      client_name: 'MCP client',
      redirect_uris: ['http://127.0.0.1/callback', 'http://localhost:33418/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
    });
    const metadata = await discoverAuthorizationServerMetadata(server.url);
    assert.equal(metadata?.client_id_metadata_document_supported, true);
    await obtain({ client_id });
  });

  /** Authorization, exchange and refresh by a public client at a port it did not register. */
  async function obtain(clientInformation: { readonly client_id: string }): Promise<void> {
    const metadata = await discoverAuthorizationServerMetadata(server.url);
    assert.ok(metadata);
    const redirectUri = 'http://localhost:51004/callback';
    const resource = new URL('https://mcp.example.com/mcp');
    const start = { metadata, clientInformation, redirectUrl: redirectUri, resource };
    const { authorizationUrl, codeVerifier } = await startAuthorization(server.url, start);
    const location = await approve(server.url, server.owner.api_token, Object.fromEntries(authorizationUrl.searchParams));
    const exchange = { metadata, clientInformation, resource };
    const authorizationCode = location.searchParams.get('code') ?? '';
    const tokens = await exchangeAuthorization(server.url, { ...exchange, authorizationCode, codeVerifier, redirectUri });
    assert.equal(tokens.scope, 'all');
    const refreshed = await refreshAuthorization(server.url, { ...exchange, refreshToken: tokens.refresh_token ?? '' });
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  }
});
