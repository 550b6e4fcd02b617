import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { exportJWK } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
const insecure = { [oauth.allowInsecureRequests]: true };

describe('pushed and signed requests and signed answers, of openid-client and oauth4webapi', () => {
  let server: Server;
  let client: TestClient;
  let config: openid.Configuration;
  let key: oauth.PrivateKey;

  before(async () => {
    server = await startFreshServer();
    const pair = await oauth.generateKeyPair('ES256', { extractable: true });
    key = { key: pair.privateKey, kid: 'k1' };
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
    client = await createTestClient(server.url, server.owner.api_token, { jwks });
    config = await openid.discovery(new URL(server.url), client.clientId, client.clientSecret, undefined, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });
  });
  after(() => server[Symbol.asyncDispose]());

  const send = (url: URL): Promise<URL> => approve(server.url, server.owner.api_token, Object.fromEntries(url.searchParams));

  interface Asked {
    readonly verifier: string;
    readonly parameters: Readonly<Record<string, string>>;
  }

  async function ask(more: Readonly<Record<string, string>> = {}): Promise<Asked> {
    const verifier = openid.randomPKCECodeVerifier();
    return {
      verifier,
      parameters: {
        redirect_uri: client.redirectUri,
        scope: 'user:read_personal',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: 'a b&c',
        ...more,
      },
    };
  }

  async function redeem(location: URL, verifier: string, using = config): Promise<void> {
    const tokens = await openid.authorizationCodeGrant(using, location, { pkceCodeVerifier: verifier, expectedState: 'a b&c' });
    assert.equal(tokens.scope, 'user:read_personal');
  }

  test('RFC 9126 §2: openid-client pushes a request', async () => {
    const { verifier, parameters } = await ask();
    const url = await openid.buildAuthorizationUrlWithPAR(config, parameters);
    assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
    const location = await send(url);
    await redeem(location, verifier);
    const again = await fetch(url, { method: 'POST', redirect: 'manual', headers: { 'coder-session-token': server.owner.api_token } });
    assert.equal(again.status, 400);
    assert.equal(((await again.json()) as { error: string }).error, 'invalid_request_uri');
  });

  test('RFC 9126 §2.3: what is wrong with a pushed request, openid-client is told', async () => {
    const { parameters } = await ask({ scope: 'nothing' });
    await assert.rejects(
      openid.buildAuthorizationUrlWithPAR(config, parameters),
      (error: openid.ResponseBodyError) => error.error === 'invalid_scope',
    );
  });

  test('RFC 9101 §5: openid-client signs a request', async () => {
    const { verifier, parameters } = await ask();
    const url = await openid.buildAuthorizationUrlWithJAR(config, parameters, key);
    assert.ok(url.searchParams.has('request'));
    await redeem(await send(url), verifier);
  });

  test('RFC 9126 §3: openid-client pushes a signed request', async () => {
    const { verifier, parameters } = await ask();
    const signed = await openid.buildAuthorizationUrlWithJAR(config, parameters, key);
    const url = await openid.buildAuthorizationUrlWithPAR(config, signed.searchParams);
    await redeem(await send(url), verifier);
  });

  test('JARM §2.4: openid-client takes a signed answer to a pushed and signed request', async () => {
    const metadata = { client_secret: client.clientSecret, authorization_signed_response_alg: 'ES256' };
    const jarm = await openid.discovery(new URL(server.url), client.clientId, metadata, undefined, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests, openid.useJwtResponseMode],
    });
    const { verifier, parameters } = await ask();
    const signed = await openid.buildAuthorizationUrlWithJAR(jarm, parameters, key);
    const location = await send(await openid.buildAuthorizationUrlWithPAR(jarm, signed.searchParams));
    assert.deepEqual([...location.searchParams.keys()], ['response']);
    await redeem(location, verifier, jarm);
  });

  test('RFC 9126 §2, RFC 9101 §5, JARM §2.4: oauth4webapi pushes a signed request and takes a signed answer', async () => {
    const identifier = new URL(server.url);
    const issuer = await oauth.processDiscoveryResponse(
      identifier,
      await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure }),
    );
    const self: oauth.Client = { client_id: client.clientId, authorization_signed_response_alg: 'ES256' };
    const { verifier, parameters } = await ask({ response_type: 'code', response_mode: 'fragment.jwt', client_id: client.clientId });
    const request = await oauth.issueRequestObject(issuer, self, parameters, key);
    const authentication = oauth.ClientSecretBasic(client.clientSecret);
    const pushed = await oauth.processPushedAuthorizationResponse(
      issuer,
      self,
      await oauth.pushedAuthorizationRequest(issuer, self, authentication, { request }, insecure),
    );
    assert.equal(pushed.expires_in, 90);
    const location = await approve(server.url, server.owner.api_token, { client_id: client.clientId, request_uri: pushed.request_uri });
    const answer = await oauth.validateJwtAuthResponse(issuer, self, new URLSearchParams(location.hash.slice(1)), 'a b&c', insecure);
    const tokens = await oauth.processAuthorizationCodeResponse(
      issuer,
      self,
      await oauth.authorizationCodeGrantRequest(issuer, self, authentication, answer, client.redirectUri, verifier, insecure),
    );
    assert.equal(tokens.scope, 'user:read_personal');
  });

  test('RFC 8414 §2, RFC 9101 §10.5, RFC 9126 §5, JARM §4: the metadata tells of all of it', () => {
    const metadata = config.serverMetadata();
    assert.equal(metadata.pushed_authorization_request_endpoint, `${server.url}/oauth2/par`);
    assert.equal(metadata.require_pushed_authorization_requests, false);
    assert.equal(metadata.request_parameter_supported, true);
    assert.equal(metadata.request_uri_parameter_supported, true);
    assert.equal(metadata.request_object_encryption_alg_values_supported, undefined);
    assert.deepEqual(metadata.authorization_signing_alg_values_supported, ['ES256', 'RS256', 'PS256', 'EdDSA']);
    assert.ok(metadata.response_modes_supported?.includes('form_post.jwt'));
  });
});
