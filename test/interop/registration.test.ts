import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as oidc from 'openid-client';
import { approve } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const redirectUri = 'https://app.example.com/callback';

describe('openid-client registers at the running server', () => {
  let server: Server;

  before(async () => {
    server = await startFreshServer();
  });
  after(() => server[Symbol.asyncDispose]());

  for (const method of ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'none'])
    test(`RFC 7591 §3: registration, authorization and exchange of a client with ${method}`, async () => {
      const metadata = { redirect_uris: [redirectUri], token_endpoint_auth_method: method, scope: 'openid external_auth:read' };
      const options = { execute: [oidc.allowInsecureRequests] };
      const registered = await oidc.dynamicClientRegistration(new URL(server.url), metadata, undefined, options);
      const client = registered.clientMetadata();
      const authentication = {
        client_secret_basic: oidc.ClientSecretBasic(),
        client_secret_post: oidc.ClientSecretPost(),
        client_secret_jwt: oidc.ClientSecretJwt(),
        none: oidc.None(),
      }[method];
      const config = new oidc.Configuration(registered.serverMetadata(), client.client_id, client, authentication);
      oidc.allowInsecureRequests(config);
      const verifier = oidc.randomPKCECodeVerifier();
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid external_auth:read',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      const location = await approve(server.url, server.owner.api_token, Object.fromEntries(url.searchParams));
      const tokens = await oidc.authorizationCodeGrant(config, location, { pkceCodeVerifier: verifier });
      assert.equal(tokens.scope, 'openid external_auth:read');
      assert.equal(tokens.claims()?.aud, client.client_id);
    });
});
