import assert from 'node:assert/strict';
import type { webcrypto } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
const insecure = { [oauth.allowInsecureRequests]: true };

interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly kid: string;
  readonly jwk: webcrypto.JsonWebKey;
}

const parametersOf: Readonly<Record<string, webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams | { readonly name: string }>> = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  Ed25519: { name: 'Ed25519' },
  PS256: { name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
};

async function makeKey(alg: string): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(parametersOf[alg] ?? assert.fail(alg), true, ['sign', 'verify']);
  assert.ok('publicKey' in pair);
  const kid = `key-${alg}`;
  return {
    key: pair.privateKey,
    kid,
    jwk: { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), alg, kid } as webcrypto.JsonWebKey,
  };
}

describe('clients that sign assertions, against the running server', () => {
  let server: Server;
  let issuer: oauth.AuthorizationServer;

  before(async () => {
    server = await startFreshServer();
    const identifier = new URL(server.url);
    const response = await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure });
    issuer = await oauth.processDiscoveryResponse(identifier, response);
  });
  after(() => server[Symbol.asyncDispose]());

  const register = (settings: Readonly<Record<string, unknown>>): Promise<TestClient> =>
    createTestClient(server.url, server.owner.api_token, settings);

  async function useEveryEndpoint(client: oauth.Client, authentication: oauth.ClientAuth): Promise<void> {
    const response = await oauth.clientCredentialsGrantRequest(issuer, client, authentication, {}, insecure);
    const tokens = await oauth.processClientCredentialsResponse(issuer, client, response);
    const asked = await oauth.introspectionRequest(issuer, client, authentication, tokens.access_token, insecure);
    assert.equal((await oauth.processIntrospectionResponse(issuer, client, asked)).active, true);
    await oauth.processRevocationResponse(await oauth.revocationRequest(issuer, client, authentication, tokens.access_token, insecure));
    const again = await oauth.introspectionRequest(issuer, client, authentication, tokens.access_token, insecure);
    assert.equal((await oauth.processIntrospectionResponse(issuer, client, again)).active, false);
  }

  for (const alg of Object.keys(parametersOf)) {
    test(`RFC 7523 §2.2: oauth4webapi signs with ${alg} at the token, introspection and revocation endpoints`, async () => {
      const { key, kid, jwk } = await makeKey(alg);
      const { clientId } = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } });
      await useEveryEndpoint({ client_id: clientId }, oauth.PrivateKeyJwt({ key, kid }));
    });
  }

  test('RFC 7523 §2.2: oauth4webapi makes assertions with its secret', async () => {
    const { clientId, clientSecret } = await register({ token_endpoint_auth_method: 'client_secret_jwt' });
    await useEveryEndpoint({ client_id: clientId }, oauth.ClientSecretJwt(clientSecret));
  });

  const discover = (clientId: string, authentication: openid.ClientAuth): Promise<openid.Configuration> =>
    openid.discovery(new URL(server.url), clientId, undefined, authentication, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });

  test('RFC 7523 §2.2: openid-client signs with its key, and with its secret', async () => {
    const { key, kid, jwk } = await makeKey('ES256');
    const signing = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } });
    const sharing = await register({ token_endpoint_auth_method: 'client_secret_jwt' });
    for (const [clientId, authentication] of [
      [signing.clientId, openid.PrivateKeyJwt({ key, kid })],
      [sharing.clientId, openid.ClientSecretJwt(sharing.clientSecret)],
    ] as const) {
      const tokens = await openid.clientCredentialsGrant(await discover(clientId, authentication));
      assert.ok(tokens.access_token.length > 0);
    }
  });

  test('RFC 6749 §5.2: a client registered for one way is refused by the other', async () => {
    const { key, kid, jwk } = await makeKey('ES256');
    const signing = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } });
    const sharing = await register({ token_endpoint_auth_method: 'client_secret_jwt' });
    for (const [clientId, authentication] of [
      [signing.clientId, openid.ClientSecretJwt(signing.clientSecret)],
      [signing.clientId, openid.ClientSecretPost(signing.clientSecret)],
      [sharing.clientId, openid.PrivateKeyJwt({ key, kid })],
    ] as const) {
      const config = await discover(clientId, authentication);
      await assert.rejects(openid.clientCredentialsGrant(config), openid.WWWAuthenticateChallengeError);
    }
  });

  test('RFC 7591 §2: what a client registered is shown, and what cannot be is refused', async () => {
    const { jwk } = await makeKey('ES256');
    const post = (body: unknown): Promise<Response> =>
      fetch(`${server.url}/api/v2/oauth2-provider/apps`, {
        method: 'POST',
        headers: { 'coder-session-token': server.owner.api_token, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'App', callback_url: 'https://app.example.com/', ...(body as object) }),
      });
    const made = (await (
      await post({ token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', jwks: { keys: [jwk] } })
    ).json()) as Record<string, unknown>;
    assert.equal(made.token_endpoint_auth_signing_alg, 'ES256');
    assert.deepEqual(made.jwks, { keys: [jwk] });

    const refused: readonly (readonly [field: string, body: Readonly<Record<string, unknown>>])[] = [
      ['jwks', { token_endpoint_auth_method: 'private_key_jwt' }],
      ['jwks', { jwks: { keys: [{ ...jwk, d: 'secret' }] } }],
      ['jwks', { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } }],
      ['jwks', { jwks: 'text' }],
      ['jwks', { jwks: { keys: Array(101).fill(jwk) } }],
      ['jwks_uri', { jwks: { keys: [jwk] }, jwks_uri: 'https://app.example.com/jwks' }],
      ['jwks_uri', { jwks_uri: 'http://app.example.com/jwks' }],
      ['jwks_uri', { jwks_uri: 'https://user:password@app.example.com/jwks' }],
      ['jwks_uri', { jwks_uri: 'file:///etc/passwd' }],
      ['token_endpoint_auth_signing_alg', { token_endpoint_auth_method: 'client_secret_jwt', token_endpoint_auth_signing_alg: 'ES256' }],
      [
        'token_endpoint_auth_signing_alg',
        { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] }, token_endpoint_auth_signing_alg: 'none' },
      ],
      ['tls_client_auth_subject_dn', { token_endpoint_auth_method: 'tls_client_auth' }],
      ['tls_client_auth_san_dns', { tls_client_auth_subject_dn: 'CN=a', tls_client_auth_san_dns: 'a.example.com' }],
    ];
    for (const [field, body] of refused) {
      const answer = await post(body);
      const { validations } = (await answer.json()) as { readonly validations: readonly { readonly field: string }[] };
      assert.deepEqual([answer.status, validations.map((each) => each.field)], [400, [field]], JSON.stringify(body));
    }
  });
});
