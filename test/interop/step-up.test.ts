import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import * as openid from 'openid-client';
import { AccessDeniedError } from '../../packages/client/src/verifier/access-denied-error.ts';
import { createVerifier } from '../../packages/client/src/verifier/create-verifier.ts';
import { allowInsecureIssuer } from '../../packages/client/src/verifier/verifier-options.ts';
import { Visitor } from '../console/visitor.ts';
import { approve, createTestClient, type TestClient } from '../support/oauth-client.ts';
import { ownerCredentials, startFreshServer } from '../support/server.ts';

const passwordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const resource = 'https://api.example.com/';

/** An HTTP server that tests close. */
async function listen(server: HttpServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('openid-client steps up', () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let client: TestClient;
  let config: openid.Configuration;
  const app = createServer((_request, response) => response.end('back at the application'));
  const api = createServer();
  let redirectUri: string;
  let apiUrl: string;

  before(async () => {
    server = await startFreshServer({ GRANTRY_STEP_UP_MAX_AGE: '300', GRANTRY_STEP_UP_ACR_VALUES: passwordClass });
    redirectUri = `${await listen(app)}/callback`;
    client = await createTestClient(server.url, server.owner.api_token, { callback_url: redirectUri, access_token_format: 'jwt' });
    config = await openid.discovery(new URL(server.url), client.clientId, client.clientSecret, undefined, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });
    const verifier = createVerifier({ issuer: server.url, audience: resource, [allowInsecureIssuer]: true });
    api.on('request', async ({ headers, method = '', url = '' }, response) => {
      const request = { method, url: new URL(url, resource).href, authorization: headers.authorization };
      try {
        const access = await verifier.verify(request, { acrValues: [passwordClass], maxAgeInSeconds: 300 });
        response.end(JSON.stringify({ subject: access.subject }));
      } catch (error) {
        if (!(error instanceof AccessDeniedError)) throw error;
        response.writeHead(error.status, { ...error.headers }).end();
      }
    });
    apiUrl = await listen(api);
  });
  after(async () => {
    for (const each of [app, api]) {
      each.close();
      each.closeAllConnections();
    }
    await server[Symbol.asyncDispose]();
  });

  /** A token by the way the browser goes: the person, or a program with their key, who is nobody that signed in. */
  async function authorize(more: Readonly<Record<string, string>>, goes: (url: URL) => Promise<URL>): Promise<string> {
    const verifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'all',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    });
    const named: Readonly<Record<string, string>> = more.resource === undefined ? {} : { resource: more.resource };
    const tokens = await openid.authorizationCodeGrant(config, await goes(url), { pkceCodeVerifier: verifier }, { ...named });
    return tokens.access_token;
  }
  const byProgram = (url: URL): Promise<URL> => approve(server.url, server.owner.api_token, Object.fromEntries(url.searchParams));

  async function byPerson(url: URL): Promise<URL> {
    const visitor = new Visitor(server.url);
    await visitor.open(url.href);
    await visitor.submit('/login', { login: ownerCredentials.email, password: ownerCredentials.password });
    await visitor.submit('/oauth2/authorize');
    return new URL(visitor.path, redirectUri);
  }

  /** What a resource server's challenge asks for, as the parameters of another authorization request (RFC 9470 §4). */
  async function challengeOf(refused: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
    const error: unknown = await refused.then(
      () => assert.fail('it was let through'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof openid.WWWAuthenticateChallengeError, String(error));
    assert.equal(error.status, 401);
    const [{ parameters = {} } = {}] = error.cause;
    assert.equal(parameters.error, 'insufficient_user_authentication');
    const { acr_values = '', max_age = '' } = parameters;
    assert.deepEqual([acr_values, max_age], [passwordClass, '300']);
    return { acr_values, max_age };
  }

  test('RFC 9470 §3, §4, §5: the REST API demands a fresh sign-in, the application asks for it, and passes', async () => {
    const makeKey = (token: string) =>
      openid.fetchProtectedResource(
        config,
        token,
        new URL(`${server.url}/api/v2/users/me/keys/tokens`),
        'POST',
        JSON.stringify({ token_name: 'made by an application' }),
        new Headers({ 'content-type': 'application/json' }),
      );
    const wanted = await challengeOf(makeKey(await authorize({}, byProgram)));
    assert.equal((await makeKey(await authorize(wanted, byPerson))).status, 201);
  });

  test('RFC 9470 §3, §6.1: so does a resource server with our verifier, by the claims of the token', async () => {
    const call = (token: string) => openid.fetchProtectedResource(config, token, new URL(apiUrl), 'GET');
    const wanted = await challengeOf(call(await authorize({ resource }, byProgram)));
    const passed = await call(await authorize({ resource, ...wanted }, byPerson));
    assert.deepEqual(await passed.json(), { subject: server.owner.user_id });
  });
});
