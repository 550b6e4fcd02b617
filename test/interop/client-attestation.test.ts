import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import * as jose from 'jose';
import * as oauth from 'oauth4webapi';
import { createTestClient, makePkce, obtainCode, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
const insecure = { [oauth.allowInsecureRequests]: true };
const draft = 'draft-ietf-oauth-attestation-based-client-auth-11';

const attester = await jose.generateKeyPair('PS256', { extractable: true });
const attesterJwk: jose.JWK = { ...(await jose.exportJWK(attester.publicKey)), alg: 'PS256', kid: 'attester' };

/** An app on a phone: its key, what its backend says of it, and its way to authenticate. */
class Instance {
  readonly keys: oauth.CryptoKeyPair;
  readonly #jwk: jose.JWK;
  /** The challenge of the last answer. */
  challenge: string | undefined;

  constructor(keys: oauth.CryptoKeyPair, jwk: jose.JWK) {
    this.keys = keys;
    this.#jwk = jwk;
  }

  static async make(): Promise<Instance> {
    const keys = await jose.generateKeyPair('ES256');
    return new Instance(keys, await jose.exportJWK(keys.publicKey));
  }

  attest(clientId: string, expiry = '1 h'): Promise<string> {
    return new jose.SignJWT({ cnf: { jwk: this.#jwk } })
      .setProtectedHeader({ typ: 'oauth-client-attestation+jwt', alg: 'PS256', kid: 'attester' })
      .setSubject(clientId)
      .setIssuedAt()
      .setExpirationTime(expiry)
      .sign(attester.privateKey);
  }

  prove(issuer: string): Promise<string> {
    return new jose.SignJWT(this.challenge === undefined ? {} : { challenge: this.challenge })
      .setProtectedHeader({ typ: 'oauth-client-attestation-pop+jwt', alg: 'ES256' })
      .setAudience(issuer)
      .setJti(randomUUID())
      .setIssuedAt()
      .sign(this.keys.privateKey);
  }

  /** Authenticates the requests of oauth4webapi; with a DPoP handle beside it, its proof stands in for ours. */
  authenticate(isCombined = false): oauth.ClientAuth {
    return async (as, client, _body, headers) => {
      headers.set('oauth-client-attestation', await this.attest(client.client_id));
      if (!isCombined) headers.set('oauth-client-attestation-pop', await this.prove(as.issuer));
    };
  }
}

async function discover({ url }: { readonly url: string }): Promise<oauth.AuthorizationServer> {
  const identifier = new URL(url);
  return oauth.processDiscoveryResponse(identifier, await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure }));
}

const register = (server: Server, settings: Readonly<Record<string, unknown>>): Promise<TestClient> =>
  createTestClient(server.url, server.owner.api_token, settings);

describe('clients that a backend vouches for, against the running server', () => {
  let server: Server;
  let issuer: oauth.AuthorizationServer;
  let app: TestClient;
  let client: oauth.Client;

  before(async () => {
    server = await startFreshServer();
    issuer = await discover(server);
    app = await register(server, { token_endpoint_auth_method: 'attest_jwt_client_auth', jwks: { keys: [attesterJwk] } });
    client = { client_id: app.clientId };
  });
  after(() => server[Symbol.asyncDispose]());

  test(`${draft} §8: the metadata names the methods, the algorithms and the challenge endpoint`, () => {
    const methods = issuer.token_endpoint_auth_methods_supported ?? [];
    assert.ok(methods.includes('attest_jwt_client_auth') && methods.includes('attest_jwt_client_auth_dpop'));
    assert.ok((issuer.client_attestation_signing_alg_values_supported as string[]).includes('PS256'));
    assert.ok((issuer.client_attestation_pop_signing_alg_values_supported as string[]).includes('ES256'));
    assert.equal(issuer.challenge_endpoint, `${server.url}/oauth2/challenge`);
  });

  test(`${draft} §5.1: at the token, introspection, revocation and pushed request endpoints`, async () => {
    const instance = await Instance.make();
    const authentication = instance.authenticate();
    const response = await oauth.clientCredentialsGrantRequest(issuer, client, authentication, {}, insecure);
    assert.ok(response.headers.get('oauth-client-attestation-challenge'));
    const tokens = await oauth.processClientCredentialsResponse(issuer, client, response);
    const asked = await oauth.introspectionRequest(issuer, client, authentication, tokens.access_token, insecure);
    assert.equal((await oauth.processIntrospectionResponse(issuer, client, asked)).active, true);
    await oauth.processRevocationResponse(await oauth.revocationRequest(issuer, client, authentication, tokens.access_token, insecure));
    const parameters = {
      response_type: 'code',
      redirect_uri: app.redirectUri,
      code_challenge: makePkce().challenge,
      code_challenge_method: 'S256',
    };
    const pushed = await oauth.pushedAuthorizationRequest(issuer, client, authentication, parameters, insecure);
    assert.ok((await oauth.processPushedAuthorizationResponse(issuer, client, pushed)).request_uri);
  });

  test(`${draft} §5.2: a DPoP proof stands in for the proof at every endpoint, and binds the tokens`, async () => {
    const instance = await Instance.make();
    const DPoP = oauth.DPoP({}, instance.keys);
    const authentication = instance.authenticate(true);
    const response = await oauth.clientCredentialsGrantRequest(issuer, client, authentication, {}, { ...insecure, DPoP });
    const tokens = await oauth.processClientCredentialsResponse(issuer, client, response);
    assert.equal(tokens.token_type, 'dpop');
    const parameters = {
      response_type: 'code',
      redirect_uri: app.redirectUri,
      code_challenge: makePkce().challenge,
      code_challenge_method: 'S256',
    };
    const pushed = await oauth.pushedAuthorizationRequest(issuer, client, authentication, parameters, { ...insecure, DPoP });
    assert.ok((await oauth.processPushedAuthorizationResponse(issuer, client, pushed)).request_uri);
  });

  test(`${draft} §10.3: another instance of the client cannot refresh`, async () => {
    const [mine, theirs] = [await Instance.make(), await Instance.make()];
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, server.owner.api_token, app, challenge);
    const callback = oauth.validateAuthResponse(issuer, client, new URLSearchParams({ code, state: 'xyz', iss: issuer.issuer }), 'xyz');
    const redeemed = await oauth.authorizationCodeGrantRequest(
      issuer,
      client,
      mine.authenticate(),
      callback,
      app.redirectUri,
      verifier,
      insecure,
    );
    const { refresh_token = '' } = await oauth.processAuthorizationCodeResponse(issuer, client, redeemed);
    const refresh = async (instance: Instance): Promise<oauth.TokenEndpointResponse> =>
      oauth.processRefreshTokenResponse(
        issuer,
        client,
        await oauth.refreshTokenGrantRequest(issuer, client, instance.authenticate(), refresh_token, insecure),
      );
    await assert.rejects(refresh(theirs), { error: 'invalid_grant' });
    assert.ok((await refresh(mine)).access_token);
  });
});

describe('attesters that the operator names, and challenges', () => {
  let server: Server;
  let issuer: oauth.AuthorizationServer;
  let app: TestClient;
  let fetches = 0;
  const keys = createServer((_request, response) => {
    fetches += 1;
    response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys: [attesterJwk] }));
  });

  before(async () => {
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    const jwks_uri = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks`;
    server = await startFreshServer({
      GRANTRY_CLIENT_ATTESTERS: JSON.stringify([{ issuer: 'https://wallet.example.com', jwks_uri }]),
      GRANTRY_CLIENT_ATTESTATION_CHALLENGES: 'true',
      GRANTRY_CLIENT_ALLOW_PRIVATE: 'true',
      GRANTRY_DPOP_NONCES: 'true',
    });
    issuer = await discover(server);
    app = await register(server, { token_endpoint_auth_method: 'attest_jwt_client_auth' });
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    keys.close();
  });

  const ask = async (instance: Instance): Promise<Response> =>
    oauth.clientCredentialsGrantRequest(issuer, { client_id: app.clientId }, instance.authenticate(), {}, insecure);

  test(`${draft} §6.3: the challenge endpoint gives a challenge and a DPoP nonce, which nobody may keep`, async () => {
    const answer = await fetch(String(issuer.challenge_endpoint), { method: 'POST' });
    const { attestation_challenge } = (await answer.json()) as { readonly attestation_challenge: string };
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'no-store']);
    assert.ok(answer.headers.get('dpop-nonce'));
    const instance = await Instance.make();
    instance.challenge = attestation_challenge;
    assert.equal((await ask(instance)).status, 200);
    assert.equal((await fetch(String(issuer.challenge_endpoint))).status, 405);
  });

  test(`${draft} §6.1: an answer without challenge brings one, with which the next try succeeds`, async () => {
    const instance = await Instance.make();
    const refused = await ask(instance);
    assert.deepEqual([refused.status, ((await refused.json()) as { error: string }).error], [400, 'use_attestation_challenge']);
    instance.challenge = refused.headers.get('oauth-client-attestation-challenge') ?? assert.fail();
    const granted = await ask(instance);
    assert.equal(granted.status, 200);
    assert.ok(granted.headers.get('oauth-client-attestation-challenge'));
  });

  test(`${draft} §7.4: in the combined mode the DPoP nonce is demanded in its place`, async () => {
    const instance = await Instance.make();
    const client = { client_id: app.clientId };
    const DPoP = oauth.DPoP({}, instance.keys);
    const request = () => oauth.clientCredentialsGrantRequest(issuer, client, instance.authenticate(true), {}, { ...insecure, DPoP });
    const refused = await request();
    await assert.rejects(oauth.processClientCredentialsResponse(issuer, client, refused), oauth.isDPoPNonceError);
    assert.equal((await oauth.processClientCredentialsResponse(issuer, client, await request())).token_type, 'dpop');
  });

  test("RFC 7517 §5: an attester's keys are fetched once for all", () => assert.equal(fetches, 1));
});
