import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import * as oauth from 'oauth4webapi';
import * as authorizationPages from '../../src/console/authorization-pages.ts';
import { oauthPlugin } from '../../src/http/oauth/plugin.ts';
import { type FederationApi, startFederationApi } from '../support/federation-api.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const typeOf = (name: string): string => `urn:ietf:params:oauth:token-type:${name}`;

interface TokenEndpoint extends AsyncDisposable {
  readonly scene: FederationApi;
  readonly url: string;
  post(
    parameters: Readonly<Record<string, string | readonly string[]>>,
    path?: string,
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;
}

/** The standard endpoints over a server with one policy. */
async function startTokenEndpoint(): Promise<TokenEndpoint> {
  const scene = await startFederationApi();
  const app = Fastify();
  await app.register(oauthPlugin, { rooms: scene.api.rooms, pages: authorizationPages, onDecision: () => {}, onIssued: () => {} });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await scene.api.call('POST', '/federation/policies', scene.policy());
  return {
    scene,
    url,
    post: async (parameters, path = '/oauth2/tokens') => {
      const body = new URLSearchParams(
        Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
      );
      const response = await fetch(url + path, { method: 'POST', body });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await scene[Symbol.asyncDispose]();
    },
  };
}

const requestWith = async ({ scene }: TokenEndpoint, more: Readonly<Record<string, string | readonly string[]>> = {}) => ({
  grant_type: grantType,
  subject_token: await scene.ci.token(),
  subject_token_type: typeOf('jwt'),
  audience: 'github',
  ...more,
});

test('RFC 8693 §2.2.1: a job’s token is exchanged for an access token, with its type and its scope', async () => {
  await using endpoint = await startTokenEndpoint();
  const { status, headers, body } = await endpoint.post(await requestWith(endpoint, { scope: 'contents:read', repository: 'app' }));
  assert.equal(status, 200, JSON.stringify(body));
  assert.match(String(body.access_token), /^ghs_/);
  assert.deepEqual(
    [body.issued_token_type, body.token_type, body.scope, headers.get('cache-control')],
    [typeOf('access_token'), 'Bearer', 'contents:read', 'no-store'],
  );
  assert.ok(Number(body.expires_in) > 3500 && Number(body.expires_in) <= 3600);
  const [made] = await endpoint.scene.github.listTokens();
  assert.deepEqual(made?.permissions, { contents: 'read' });
});

test('RFC 8693 §2.1: an ID token does as well, by the alias of the endpoint, and without scope it is all the policy allows', async () => {
  await using endpoint = await startTokenEndpoint();
  const { status, body } = await endpoint.post(await requestWith(endpoint, { subject_token_type: typeOf('id_token') }), '/oauth2/token');
  assert.deepEqual([status, body.scope], [200, 'contents:write issues:read']);
});

for (const [what, target] of [
  ['its API', (url: string) => ({ resource: url })],
  ['a repository it serves', () => ({ resource: 'https://github.com/octo-org/app' })],
  ['both names', (url: string) => ({ audience: 'github', resource: [url, 'https://github.com/octo-org/app'] })],
] as const) {
  test(`RFC 8693 §2.1: the provider is named by ${what}`, async () => {
    await using endpoint = await startTokenEndpoint();
    const { audience: _audience, ...request } = await requestWith(endpoint);
    assert.equal((await endpoint.post({ ...request, ...target(endpoint.scene.github.url) })).status, 200);
  });
}

for (const [what, change, error] of [
  ['without a subject token', { subject_token: '' }, 'invalid_request'],
  ['of another subject token type', { subject_token_type: typeOf('saml2') }, 'invalid_request'],
  ['for another token type', { requested_token_type: typeOf('refresh_token') }, 'invalid_request'],
  ['with an actor', { actor_token: 'x', actor_token_type: typeOf('jwt') }, 'invalid_request'],
  ['with a repeated scope', { scope: ['contents:read', 'issues:read'] }, 'invalid_request'],
  ['with a repository of another owner', { repository: 'evil/app' }, 'invalid_request'],
  ['with a scope that is none', { scope: 'contents:everything' }, 'invalid_scope'],
  ['for no provider', { audience: '' }, 'invalid_target'],
  ['for an unknown provider', { audience: 'gitlab' }, 'invalid_target'],
  ['for two different targets', { audience: ['github', 'gitlab'] }, 'invalid_target'],
  ['RFC 8693 §2.2.2: with a token that is none', { subject_token: 'x.y.z' }, 'invalid_request'],
  ['RFC 8693 §2.2.2: for more than the policy allows', { scope: 'contents:admin' }, 'invalid_request'],
] as const) {
  test(`an exchange ${what} is ${error}`, async () => {
    await using endpoint = await startTokenEndpoint();
    const { status, body } = await endpoint.post(await requestWith(endpoint, change));
    assert.deepEqual([status, body.error], [400, error], JSON.stringify(body));
    assert.deepEqual(await endpoint.scene.github.listTokens(), []);
  });
}

test('RFC 8414 §2: the metadata of the first service lists the grant type', async () => {
  await using endpoint = await startTokenEndpoint();
  const metadata = (await (await fetch(`${endpoint.url}/.well-known/oauth-authorization-server`)).json()) as {
    grant_types_supported: string[];
  };
  assert.ok(metadata.grant_types_supported.includes(grantType));
});

test('oauth4webapi exchanges a token and reads the answer', async () => {
  await using endpoint = await startTokenEndpoint();
  const { subject_token, subject_token_type, audience } = await requestWith(endpoint);
  const server = { issuer: 'https://grantry.test', token_endpoint: `${endpoint.url}/oauth2/tokens` };
  const client = { client_id: 'anybody' };
  const response = await oauth.genericTokenEndpointRequest(
    server,
    client,
    oauth.None(),
    grantType,
    { subject_token, subject_token_type, audience: String(audience) },
    { [oauth.allowInsecureRequests]: true },
  );
  const answer = await oauth.processGenericTokenEndpointResponse(server, client, response);
  assert.match(answer.access_token, /^ghs_/);
});
