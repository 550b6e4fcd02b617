import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { approve, createTestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
const insecure = { [oauth.allowInsecureRequests]: true };

describe('OpenID Connect with real clients, against the running server', () => {
  let server: Server;

  before(async () => {
    server = await startFreshServer();
  });
  after(() => server[Symbol.asyncDispose]());

  const register = (settings: Readonly<Record<string, unknown>>) => createTestClient(server.url, server.owner.api_token, settings);

  /** Signs the owner in with openid-client, which checks the ID token and its signature. */
  async function signIn(metadata: Partial<openid.ClientMetadata>, parameters: Readonly<Record<string, string>> = {}) {
    const client = await register({ ...metadata });
    const config = await openid.discovery(
      new URL(server.url),
      client.clientId,
      { client_secret: client.clientSecret, ...metadata },
      undefined,
      {
        execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
      },
    );
    const verifier = openid.randomPKCECodeVerifier();
    const expected = { expectedState: openid.randomState(), expectedNonce: openid.randomNonce(), maxAge: 300 };
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: client.redirectUri,
      scope: 'openid profile email',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: expected.expectedState,
      nonce: expected.expectedNonce,
      max_age: String(expected.maxAge),
      ...parameters,
    });
    const location = await approve(server.url, server.owner.api_token, Object.fromEntries(url.searchParams));
    const tokens = await openid.authorizationCodeGrant(config, location, {
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
      ...expected,
    });
    const claims = tokens.claims();
    assert.ok(claims);
    return { config, tokens, claims };
  }

  for (const algorithm of algorithms) {
    test(`OpenID Connect Core §3.1.3.7: openid-client takes an ID token signed with ${algorithm}, refreshes it and asks userinfo`, async () => {
      const { config, tokens, claims } = await signIn({ id_token_signed_response_alg: algorithm });
      assert.equal(claims.sub, server.owner.user_id);
      assert.equal(claims.iss, server.url);
      const userinfo = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
      assert.equal(userinfo.email, 'owner@example.com');
      assert.equal(userinfo.email_verified, false);
      assert.equal(typeof userinfo.updated_at, 'number');
      const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
      assert.equal(refreshed.claims()?.sub, claims.sub);
      assert.equal(refreshed.claims()?.auth_time, claims.auth_time);
    });

    test(`OpenID Connect Core §5.3.4: openid-client takes userinfo signed with ${algorithm}`, async () => {
      const metadata = { id_token_signed_response_alg: algorithm, userinfo_signed_response_alg: algorithm };
      const { config, tokens, claims } = await signIn(metadata);
      const userinfo = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
      assert.deepEqual([userinfo.iss, userinfo.aud, userinfo.preferred_username], [server.url, config.clientMetadata().client_id, 'owner']);
    });
  }

  test('OpenID Connect Core §8.1: openid-client sees one pairwise sub everywhere, and it is not the user', async () => {
    const { config, tokens, claims } = await signIn({ subject_type: 'pairwise' });
    assert.notEqual(claims.sub, server.owner.user_id);
    assert.equal((await openid.fetchUserInfo(config, tokens.access_token, claims.sub)).sub, claims.sub);
    assert.equal((await openid.tokenIntrospection(config, tokens.access_token)).sub, claims.sub);
    assert.equal((await signIn({ subject_type: 'pairwise' })).claims.sub, claims.sub, 'both applications are at one host');
  });

  test('OpenID Connect Core §5.5: openid-client asks for claims one by one', async () => {
    const claims = JSON.stringify({ id_token: { email: { essential: true } }, userinfo: { name: null } });
    const { config, tokens, claims: told } = await signIn({}, { scope: 'openid', claims });
    assert.equal(told.email, 'owner@example.com');
    assert.deepEqual(Object.keys(await openid.fetchUserInfo(config, tokens.access_token, told.sub)).sort(), ['name', 'sub']);
  });

  test('RFC 9449 §7, OpenID Connect Core §5.3: openid-client sends a DPoP-bound token to userinfo', async () => {
    const client = await register({});
    const config = await openid.discovery(new URL(server.url), client.clientId, client.clientSecret, undefined, {
      execute: [openid.allowInsecureRequests],
    });
    const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair());
    const verifier = openid.randomPKCECodeVerifier();
    const location = await approve(server.url, server.owner.api_token, {
      client_id: client.clientId,
      response_type: 'code',
      redirect_uri: client.redirectUri,
      scope: 'openid',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const tokens = await openid.authorizationCodeGrant(config, location, { pkceCodeVerifier: verifier }, undefined, { DPoP });
    const sub = tokens.claims()?.sub ?? '';
    assert.equal((await openid.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).sub, sub);
    await assert.rejects(
      openid.fetchUserInfo(config, tokens.access_token, sub),
      (error) => error instanceof openid.WWWAuthenticateChallengeError,
    );
  });

  for (const algorithm of algorithms) {
    test(`OpenID Connect Core §3.1.3.7, §5.3: oauth4webapi goes through the code flow with ${algorithm}`, async () => {
      const identifier = new URL(server.url);
      const as = await oauth.processDiscoveryResponse(identifier, await oauth.discoveryRequest(identifier, insecure));
      const metadata = { id_token_signed_response_alg: algorithm, userinfo_signed_response_alg: algorithm };
      const registered = await register(metadata);
      const client: oauth.Client = { client_id: registered.clientId, ...metadata, require_auth_time: true };
      const verifier = oauth.generateRandomCodeVerifier();
      const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
      const location = await approve(server.url, server.owner.api_token, {
        client_id: client.client_id,
        response_type: 'code',
        redirect_uri: registered.redirectUri,
        scope: 'openid email',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const callback = oauth.validateAuthResponse(as, client, location, state);
      const authentication = oauth.ClientSecretPost(registered.clientSecret);
      const response = await oauth.authorizationCodeGrantRequest(
        as,
        client,
        authentication,
        callback,
        registered.redirectUri,
        verifier,
        insecure,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce, requireIdToken: true });
      await oauth.validateApplicationLevelSignature(as, response, insecure);
      const { sub = '' } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
      const asked = await oauth.userInfoRequest(as, client, tokens.access_token, insecure);
      const userinfo = await oauth.processUserInfoResponse(as, client, sub, asked);
      await oauth.validateApplicationLevelSignature(as, asked, insecure);
      assert.deepEqual([userinfo.sub, userinfo.email], [server.owner.user_id, 'owner@example.com']);
    });
  }
});
