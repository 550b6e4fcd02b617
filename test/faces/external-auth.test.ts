import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import type { ConnectionTokens } from '../../src/broker/model/connection.ts';
import { apiPlugin } from '../../src/http/api/plugin.ts';
import { externalAuthPlugin } from '../../src/http/external-auth/plugin.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { epochSeconds } from '../../src/protocol/units.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { type SetupResult, setUpOwner } from '../support/server.ts';
import { configuredOf, tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';

let upstream: FaultyUpstream;
let rooms: OpenRooms;
let app: FastifyInstance;
let url: string;
let owner: SetupResult;
let agentToken: string;

before(async () => {
  upstream = await startFaultyUpstream();
  const at = upstream.url;
  const urls = { client_id: 'c', client_secret: 's', auth_url: `${at}/authorize`, token_url: `${at}/token`, validate_url: `${at}/user` };
  rooms = await openRooms({
    database: 'sqlite::memory:',
    masterKey: Buffer.alloc(32, 1),
    accessUrl: 'http://grantry.test',
    providers: configuredOf(
      { ...urls, id: 'upstream', type: 'github', revoke_url: `${at}/revoke`, app_installations_url: `${at}/installations` },
      { ...urls, id: 'other', type: 'custom', validate_url: '', regex: 'git\\.example' },
    ),
  });
  app = fastify();
  await app.register(apiPlugin, { rooms });
  await app.register(externalAuthPlugin, { rooms });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`; // a TCP server's address is no string
  owner = await setUpOwner(url, (await createSetupLink(rooms.identity))?.reveal() ?? '');
  const made = await call('POST', '/api/v2/agents', owner.api_token, { name: 'builder' });
  agentToken = String(made.body.token);
});

after(async () => {
  await app.close();
  await rooms.close();
  await upstream[Symbol.asyncDispose]();
});

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test looks into the body it asked for
  readonly body: any;
}

async function call(method: string, path: string, token?: string, body?: unknown): Promise<Answered> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { 'coder-session-token': token }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answered = await response.text();
  return { status: response.status, headers: response.headers, body: answered === '' ? undefined : JSON.parse(answered) };
}

const asUser = (path: string, method = 'GET'): Promise<Answered> => call(method, `/api/v2/external-auth${path}`, owner.api_token);
const asAgent = (query: string): Promise<Answered> => call('GET', `/api/v2/workspaceagents/me/external-auth?${query}`, agentToken);
const link = (offset = 600, more: Partial<ConnectionTokens> = {}) => {
  const broker = { broker: rooms.broker } as Parameters<typeof keepConnection>[0]; // keeping one takes no more of a test's broker
  return keepConnection(broker, { ...tokensUntil(epochSeconds(rooms.clock() + offset)), ...more }, owner.user_id);
};
const octo = { id: 7, login: 'octo', avatar_url: 'https://a.example', html_url: 'https://h.example', name: 'Octo' };

test('A.5: the list has every provider and no links', async () => {
  const { status, body } = await asUser('');
  assert.equal(status, 200);
  assert.deepEqual(body.links, []);
  assert.deepEqual(body.providers[1], {
    id: 'other',
    type: 'custom',
    display_name: 'custom',
    display_icon: '/emojis/1f511.png',
    device: false,
    allow_refresh: true,
    allow_validate: false,
    supports_revocation: false,
    code_challenge_methods_supported: ['S256'],
    git_urls: ['https://git.example'],
  });
});

test('A.1, A.10, A.11: no link is no error, an unknown provider is 404, and there is nothing to delete', async () => {
  const { status, body } = await asUser('/upstream');
  assert.equal(status, 200);
  assert.deepEqual([body.authenticated, body.user, body.installations, body.supports_revocation], [false, null, [], true]);
  assert.equal((await asUser('/nobody')).status, 404);
  assert.equal((await asUser('/upstream', 'DELETE')).status, 404);
  assert.equal((await asUser('/nobody', 'DELETE')).status, 404);
});

test('D.1, D.2, D.8: the agent endpoint names a provider by id or by match', async () => {
  assert.deepEqual((await asAgent('match=https%3A%2F%2Fgit.example%2Fx&id=')).body, {
    access_token: '',
    token_extra: null,
    url: 'http://grantry.test/external-auth/other',
    type: 'custom',
    expires_at: '0001-01-01T00:00:00Z',
    username: '',
    password: '',
    account: '',
    scopes: [],
    token_type: '',
  });
  assert.equal((await asAgent('id=upstream&match=x')).status, 400);
  assert.equal((await asAgent('id=&match=')).status, 400);
  const unknown = await asAgent('match=https%3A%2F%2Fnowhere.example');
  assert.equal(unknown.status, 404);
  assert.match(unknown.body.message, /nowhere\.example/);
});

test('only agents may ask as agents, and only users as users', async () => {
  assert.equal((await call('GET', '/api/v2/workspaceagents/me/external-auth?id=upstream')).status, 401);
  assert.ok((await call('GET', '/api/v2/workspaceagents/me/external-auth?id=upstream', owner.api_token)).status >= 401);
  assert.ok((await call('GET', '/api/v2/external-auth', agentToken)).status >= 401);
});

test('D.6, D.7: listen waits until the account is linked; then everything about it is shown, and it is unlinked', async () => {
  upstream.script('/user', json(200, octo));
  upstream.script('/installations', json(200, { installations: [{ id: 1, html_url: 'https://i.example', account: octo }] }));
  const listening = asAgent('id=upstream&listen');
  await link();
  const heard = await listening;
  assert.deepEqual([heard.status, heard.body.access_token, heard.body.username], [200, 'access-1', 'access-1']);
  assert.equal(heard.headers.get('cache-control'), 'no-store');
  assert.match(heard.body.expires_at, /^20\d\d-.*Z$/);

  const plain = await call('GET', '/api/v2/workspaceagents/me/gitauth?id=upstream', agentToken);
  assert.equal(plain.body.access_token, 'access-1');
  assert.equal((await asUser('/upstream/access-token')).body.access_token, 'access-1');

  const one = await asUser('/upstream');
  assert.deepEqual(
    [one.body.authenticated, one.body.user.login, one.body.app_installable, one.body.installations.length],
    [true, 'octo', true, 1],
  );
  const list = await asUser('');
  assert.deepEqual(
    [list.body.links[0].provider_id, list.body.links[0].authenticated, list.body.links[0].has_refresh_token],
    ['upstream', true, true],
  );

  upstream.script('/revoke', text(500, 'not now'));
  assert.deepEqual((await asUser('/upstream', 'DELETE')).body, { token_revoked: false, token_revocation_error: 'status 500: not now' }); // A.12
  assert.equal((await asUser('')).body.links.length, 0);
});

test('D.3: a token the provider no longer accepts needs a link; A.8: what cannot be refreshed says why', async () => {
  await link(600, { refreshToken: undefined });
  upstream.script('/user', text(401, ''));
  assert.equal((await asAgent('id=upstream')).body.url, 'http://grantry.test/external-auth/upstream');
  upstream.script('/user', text(500, 'oops'));
  const unclear = await asAgent('id=upstream');
  assert.deepEqual([unclear.status, unclear.body.detail], [500, 'status 500: body: oops']);
  upstream.script('/revoke', text(204, ''));
  assert.deepEqual((await asUser('/upstream', 'DELETE')).body, { token_revoked: true });

  await link(-60);
  upstream.script('/token', json(400, { error: 'invalid_grant', error_description: 'gone' }));
  const [broken] = (await asUser('')).body.links;
  assert.deepEqual([broken.authenticated, broken.validate_error], [false, 'invalid_grant: gone']);
});

test('B.1: a browser without a session is sent to sign in, and comes back', async () => {
  const answer = await call('GET', '/external-auth/upstream/callback?redirect=%2Fx');
  assert.equal(answer.status, 303);
  const location = new URL(answer.headers.get('location') ?? '', url);
  assert.deepEqual(
    [location.pathname, location.searchParams.get('redirect')],
    ['/login', '/external-auth/upstream/callback?redirect=%2Fx'],
  );
});
