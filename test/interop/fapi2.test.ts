import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { exportJWK } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { type CertificateFiles, fetchShowing, makeCertificate } from '../support/client-certificates.ts';
import { ownerCredentials, type ServerProcess, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const redirectUri = 'https://app.example.com/callback';
const scope = 'openid user:read_personal';

interface Person {
  readonly key: oauth.PrivateKey;
  readonly jwk: object;
}

async function makeKey(): Promise<Person> {
  const pair = await oauth.generateKeyPair('ES256', { extractable: true });
  return { key: { key: pair.privateKey, kid: 'k1' }, jwk: { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' } };
}

const parts = ['', ',fapi2_signed_requests,fapi2_signed_responses,fapi2_signed_introspection'] as const;

for (const part of parts) {
  describe(`FAPI 2.0 ${part === '' ? 'Security Profile' : 'Message Signing'}, of openid-client and oauth4webapi over TLS`, () => {
    const isSigning = part !== '';
    const folder = temporaryFolder('fapi2');
    const own = makeCertificate(folder.path, 'server', { subject: '/CN=grantry', alternativeNames: 'IP:127.0.0.1', isAuthority: true });
    const shown = makeCertificate(folder.path, 'client', { subject: '/CN=client' });
    const plain = fetchShowing(undefined, own.cert);
    const overCertificate = fetchShowing(shown, own.cert);
    let server: ServerProcess;
    let apiToken: string;

    before(async () => {
      server = await startServer({
        GRANTRY_DATA_DIR: folder.path,
        GRANTRY_TLS_CERT_FILE: own.cert,
        GRANTRY_TLS_KEY_FILE: own.key,
        GRANTRY_TLS_CLIENT_CERTIFICATES: 'true',
        GRANTRY_PROFILES: `fapi2_security${part}`,
      });
      const [setupToken] = /gsl_\w+/.exec(server.output()) ?? [];
      const answer = await plain(`${server.url}/api/v2/users/first`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...ownerCredentials, setup_token: setupToken }),
      });
      apiToken = ((await answer.json()) as { readonly api_token: string }).api_token;
    });
    after(async () => {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    });

    async function register(settings: Readonly<Record<string, unknown>>): Promise<string> {
      const answer = await plain(`${server.url}/api/v2/oauth2-provider/apps`, {
        method: 'POST',
        headers: { 'coder-session-token': apiToken, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'App', callback_url: redirectUri, ...settings }),
      });
      const app = (await answer.json()) as { readonly id: string };
      assert.equal(answer.status, 201, JSON.stringify(app));
      return app.id;
    }

    /** Has the owner approve, as a browser would after the consent page. */
    async function approve(url: URL): Promise<URL> {
      const answer = await plain(url.href, { method: 'POST', headers: { 'coder-session-token': apiToken } });
      assert.equal(answer.status, 302, await answer.clone().text());
      return new URL(answer.headers.get('location') ?? '');
    }

    async function runOpenIdClient(
      clientId: string,
      authentication: openid.ClientAuth,
      key: oauth.PrivateKey,
      shows: boolean,
    ): Promise<void> {
      const metadata = {
        id_token_signed_response_alg: 'ES256',
        ...(isSigning ? { authorization_signed_response_alg: 'ES256', introspection_signed_response_alg: 'ES256' } : {}),
      };
      const config = await openid.discovery(new URL(server.url), clientId, metadata, authentication, {
        [openid.customFetch]: shows ? overCertificate : plain,
        ...(isSigning ? { execute: [openid.useJwtResponseMode] } : {}),
      });
      const DPoP = shows ? undefined : openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
      const options = DPoP === undefined ? {} : { DPoP };
      const verifier = openid.randomPKCECodeVerifier();
      const nonce = openid.randomNonce();
      const parameters = {
        redirect_uri: redirectUri,
        scope,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      const request = isSigning ? (await openid.buildAuthorizationUrlWithJAR(config, parameters, key)).searchParams : parameters;
      const location = await approve(await openid.buildAuthorizationUrlWithPAR(config, request, options));
      const tokens = await openid.authorizationCodeGrant(
        config,
        location,
        { pkceCodeVerifier: verifier, expectedNonce: nonce },
        undefined,
        options,
      );
      assert.equal(tokens.token_type, shows ? 'bearer' : 'dpop');
      assert.equal(tokens.claims()?.aud, clientId);
      const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, options);
      assert.equal(refreshed.refresh_token, tokens.refresh_token, 'it is not rotated');
      const me = new URL('/api/v2/users/me', server.url);
      const used = await openid.fetchProtectedResource(config, refreshed.access_token, me, 'GET', undefined, undefined, options);
      assert.equal(used.status, 200);
      const described = await openid.tokenIntrospection(config, refreshed.access_token);
      assert.equal(described.active, true);
      assert.equal(Object.keys(described.cnf ?? {})[0], shows ? 'x5t#S256' : 'jkt');
    }

    test('FAPI 2.0 §5.3.3: openid-client with private_key_jwt and DPoP', async () => {
      const { key, jwk } = await makeKey();
      const clientId = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } });
      await runOpenIdClient(clientId, openid.PrivateKeyJwt(key), key, false);
    });

    const jwkOf = ({ cert }: CertificateFiles): object => createPublicKey(readFileSync(cert)).export({ format: 'jwk' });

    test('FAPI 2.0 §5.3.3: openid-client with a certificate, to which its tokens are bound', async () => {
      const { key, jwk } = await makeKey();
      const jwks = { keys: [jwk, { ...jwkOf(shown), kid: 'c1' }] };
      const clientId = await register({ token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks });
      await runOpenIdClient(clientId, openid.TlsClientAuth(), key, true);
    });

    test('FAPI 2.0 §5.3.3: oauth4webapi with private_key_jwt and DPoP', async () => {
      const { key, jwk } = await makeKey();
      const clientId = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } });
      const options = { [oauth.customFetch]: plain };
      const identifier = new URL(server.url);
      const issuer = await oauth.processDiscoveryResponse(identifier, await oauth.discoveryRequest(identifier, options));
      const client: oauth.Client = {
        client_id: clientId,
        ...(isSigning ? { authorization_signed_response_alg: 'ES256', introspection_signed_response_alg: 'ES256' } : {}),
      };
      const authentication = oauth.PrivateKeyJwt(key);
      const bound = { ...options, DPoP: oauth.DPoP(client, await oauth.generateKeyPair('ES256')) };
      const verifier = oauth.generateRandomCodeVerifier();
      const parameters = {
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope,
        state: 'xyz',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(isSigning ? { response_mode: 'jwt' } : {}),
      };
      const request = isSigning ? { request: await oauth.issueRequestObject(issuer, client, parameters, key) } : parameters;
      const pushed = await oauth.processPushedAuthorizationResponse(
        issuer,
        client,
        await oauth.pushedAuthorizationRequest(issuer, client, authentication, request, bound),
      );
      const url = new URL(issuer.authorization_endpoint ?? '');
      url.search = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri }).toString();
      const location = await approve(url);
      const answer = isSigning
        ? await oauth.validateJwtAuthResponse(issuer, client, location, 'xyz', options)
        : oauth.validateAuthResponse(issuer, client, location, 'xyz');
      const tokens = await oauth.processAuthorizationCodeResponse(
        issuer,
        client,
        await oauth.authorizationCodeGrantRequest(issuer, client, authentication, answer, redirectUri, verifier, bound),
      );
      assert.equal(tokens.token_type, 'dpop');
      const asked = await oauth.introspectionRequest(issuer, client, authentication, tokens.access_token, options);
      const described = await oauth.processIntrospectionResponse(issuer, client, asked);
      assert.equal(described.active, true);
      if (isSigning) await oauth.validateApplicationLevelSignature(issuer, asked, options);
      const refused = await oauth.clientCredentialsGrantRequest(issuer, client, authentication, {}, options);
      await assert.rejects(
        oauth.processClientCredentialsResponse(issuer, client, refused),
        (error: oauth.ResponseBodyError) => error.error === 'invalid_dpop_proof',
      );
    });
  });
}
