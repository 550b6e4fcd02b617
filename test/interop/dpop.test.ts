import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

/** Counts the requests a client library makes, since a nonce costs one more. */
function countingFetch() {
  let count = 0;
  const send = (...parameters: Parameters<typeof fetch>): Promise<Response> => {
    count++;
    return fetch(...parameters);
  };
  return { send, count: () => count };
}

for (const nonces of [false, true]) {
  describe(`DPoP ${nonces ? 'with' : 'without'} nonces`, () => {
    let server: Server;
    let registered: TestClient;

    before(async () => {
      server = await startFreshServer({ GRANTRY_DPOP_NONCES: String(nonces) });
      registered = await createTestClient(server.url, server.owner.api_token);
    });
    after(() => server[Symbol.asyncDispose]());

    test('RFC 9449 §5, §7, §8: openid-client obtains, uses and refreshes bound tokens', async () => {
      const config = await openid.discovery(new URL(server.url), registered.clientId, registered.clientSecret, undefined, {
        algorithm: 'oauth2',
        execute: [openid.allowInsecureRequests],
      });
      const { send, count } = countingFetch();
      config[openid.customFetch] = (url, options) => send(url, options as RequestInit);
      const handle = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair());
      const verifier = openid.randomPKCECodeVerifier();
      const state = openid.randomState();
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: registered.redirectUri,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        dpop_jkt: await handle.calculateThumbprint(),
        state,
      });
      const location = await approve(server.url, server.owner.api_token, Object.fromEntries(url.searchParams));
      const tokens = await openid.authorizationCodeGrant(
        config,
        location,
        { pkceCodeVerifier: verifier, expectedState: state },
        undefined,
        {
          DPoP: handle,
        },
      );
      assert.equal(tokens.token_type, 'dpop');
      assert.equal(count(), nonces ? 2 : 1, 'a nonce costs one more request, the first time');

      const me = new URL('/api/v2/users/me', server.url);
      const ask = async (token: string) =>
        (await openid.fetchProtectedResource(config, token, me, 'GET', undefined, undefined, { DPoP: handle })).status;
      assert.equal(await ask(tokens.access_token), 200);

      const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: handle });
      assert.equal(refreshed.token_type, 'dpop');
      assert.equal(await ask(refreshed.access_token), 200);
      assert.equal(count(), nonces ? 5 : 4, 'the nonce is known by then');
      const described = await openid.tokenIntrospection(config, refreshed.access_token);
      assert.deepEqual(described.cnf, { jkt: await handle.calculateThumbprint() });
    });

    test('RFC 9449 §5, §7, §8: oauth4webapi obtains and uses bound tokens, and is told of another key', async () => {
      const insecure = { [oauth.allowInsecureRequests]: true };
      const identifier = new URL(server.url);
      const found = await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure });
      const issuer = await oauth.processDiscoveryResponse(identifier, found);
      const client: oauth.Client = { client_id: registered.clientId };
      for (const alg of ['ES256', 'Ed25519', 'PS256', 'RS256'] as const) {
        const handle = oauth.DPoP(client, await oauth.generateKeyPair(alg));
        const obtain = async () =>
          oauth.processClientCredentialsResponse(
            issuer,
            client,
            await oauth.clientCredentialsGrantRequest(
              issuer,
              client,
              oauth.ClientSecretPost(registered.clientSecret),
              {},
              { DPoP: handle, ...insecure },
            ),
          );
        const tokens = await obtain().catch((error: unknown) => {
          assert.ok(nonces && oauth.isDPoPNonceError(error), String(error));
          return obtain();
        });
        assert.equal(tokens.token_type, 'dpop');
      }
    });

    test('RFC 9449 §7.1: oauth4webapi reads the challenge of a bound token sent as a bearer token', async () => {
      const insecure = { [oauth.allowInsecureRequests]: true };
      const identifier = new URL(server.url);
      const found = await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure });
      const issuer = await oauth.processDiscoveryResponse(identifier, found);
      const client: oauth.Client = { client_id: registered.clientId };
      const handle = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
      const request = () =>
        oauth.clientCredentialsGrantRequest(
          issuer,
          client,
          oauth.ClientSecretPost(registered.clientSecret),
          {},
          { DPoP: handle, ...insecure },
        );
      const answer = await oauth
        .processClientCredentialsResponse(issuer, client, await request())
        .catch(async () => oauth.processClientCredentialsResponse(issuer, client, await request()));
      const me = new URL('/api/v2/users/me', server.url);
      await assert.rejects(
        oauth.protectedResourceRequest(answer.access_token, 'GET', me, undefined, undefined, insecure),
        (error: unknown) => {
          assert.ok(error instanceof oauth.WWWAuthenticateChallengeError);
          const [challenge] = error.cause;
          assert.deepEqual([challenge?.scheme, challenge?.parameters.error], ['dpop', 'invalid_token']);
          return true;
        },
      );
    });
  });
}
