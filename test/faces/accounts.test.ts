import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { apiPlugin } from '../../src/http/api/plugin.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { type FaultyUpstream, json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { type SetupResult, setUpOwner } from '../support/server.ts';
import { configuredOf } from '../support/test-broker.ts';

let person = 'ada';
let upstream: OidcUpstream;
let keys: FaultyUpstream;
let rooms: OpenRooms;
let app: FastifyInstance;
let url: string;
let owner: SetupResult;

before(async () => {
  upstream = await startOidcUpstream({ redirectUris: [testCallback], person: () => person });
  keys = await startFaultyUpstream();
  rooms = await openRooms({
    database: 'sqlite::memory:',
    masterKey: Buffer.alloc(32, 1),
    accessUrl: testAccessUrl,
    providers: configuredOf(upstreamSettings(upstream), {
      id: 'keys',
      type: 'github',
      client_id: 'c',
      auth_url: `${keys.url}/authorize`,
      token_url: `${keys.url}/token`,
      validate_url: `${keys.url}/user`,
    }),
  });
  app = fastify();
  await app.register(apiPlugin, { rooms });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  owner = await setUpOwner(url, (await createSetupLink(rooms.identity))?.reveal() ?? '');
});

after(async () => {
  await app.close();
  await rooms.close();
  await upstream[Symbol.asyncDispose]();
  await keys[Symbol.asyncDispose]();
});

// biome-ignore lint/suspicious/noExplicitAny: each test looks into the body it asked for
type Answered = { readonly status: number; readonly body: any };

async function call(method: string, path: string, body?: unknown, token: string = owner.api_token): Promise<Answered> {
  const response = await fetch(`${url}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const linkAs = async (name: string, another = false): Promise<void> => {
  person = name;
  await linkAccount(rooms, '', owner.user_id, 'upstream', another);
};
const links = async (): Promise<readonly string[]> =>
  (await call('GET', '/external-auth')).body.links.map(
    (link: { account: string; default: boolean; kind: string }) =>
      `${link.account}${link.default ? '*' : ''}${link.kind === 'token' ? ' key' : ''}`,
  );
const tokenOf = async (account?: string): Promise<string> =>
  (await call('GET', `/external-auth/upstream/access-token${account === undefined ? '' : `?account=${account}`}`)).body.access_token;

test('two accounts are linked at a real provider; the one linked last the plain way is meant when none is named', async () => {
  await linkAs('ada');
  await linkAs('ada-at-work', true);
  assert.deepEqual(await links(), ['ada*', 'ada-at-work']);
  await linkAs('bob');
  assert.deepEqual(await links(), ['ada', 'ada-at-work', 'bob*']);
  const tokens = await Promise.all(['ada', 'ada-at-work', 'bob'].map(tokenOf));
  assert.equal(new Set(tokens).size, 3);
  assert.equal(await tokenOf(), tokens[2]);
});

test('an account is chosen, and one that is not linked is 404', async () => {
  assert.equal((await call('PUT', '/external-auth/upstream/default', { account: 'ada' })).status, 204);
  assert.deepEqual(await links(), ['ada*', 'ada-at-work', 'bob']);
  assert.equal(await tokenOf(), await tokenOf('ada'));
  assert.equal((await call('PUT', '/external-auth/upstream/default', { account: 'eve' })).status, 404);
});

test('B.3: the same account linked again gets new tokens, and the others keep theirs', async () => {
  const [ada, bob] = [await tokenOf('ada'), await tokenOf('bob')];
  await linkAs('ada', true);
  assert.deepEqual(await links(), ['ada*', 'ada-at-work', 'bob']);
  assert.notEqual(await tokenOf('ada'), ada);
  assert.equal(await tokenOf('bob'), bob);
});

test('an account that is not linked has no token, and the URL to link it', async () => {
  const { body } = await call('GET', '/external-auth/upstream/access-token?account=eve');
  assert.deepEqual([body.access_token, body.url], ['', `${testAccessUrl}/external-auth/upstream`]);
});

test('an agent whose policy names an account gets that one, and no other', async () => {
  const { body: agent } = await call('POST', '/agents', {
    name: 'builder',
    hand_out_rules: [{ provider: 'upstream', accounts: ['ada-at-work'] }],
  });
  const ask = (query: string): Promise<Answered> => call('GET', `/workspaceagents/me/external-auth?${query}`, undefined, agent.token);
  assert.equal((await ask('id=upstream')).body.account, 'ada-at-work');
  const refused = await ask('id=upstream&account=ada');
  assert.deepEqual([refused.status, refused.body.detail], [403, 'Tokens of the account "ada" are not allowed.']);
  assert.equal((await ask('id=keys')).status, 403);
});

test('one account is unlinked and revoked, the others stay; of those left, one is meant', async () => {
  const { status, body } = await call('DELETE', '/external-auth/upstream?account=ada');
  assert.deepEqual([status, body], [200, { token_revoked: true }]);
  assert.deepEqual(await links(), ['ada-at-work', 'bob*']);
  assert.equal((await call('DELETE', '/external-auth/upstream?account=ada')).status, 404);
});

test('a personal access token is a connection once the provider accepts it', async () => {
  const known = json(200, { id: 7, login: 'octo' });
  const unknown = json(401, { message: 'Bad credentials' });
  keys.script('/user', (response, seen) => (seen.headers.authorization === 'Bearer ghp_1' ? known : unknown)(response, seen));
  const refused = await call('PUT', '/external-auth/keys/token', { access_token: 'ghp_wrong' });
  assert.deepEqual([refused.status, refused.body.validations[0].field], [400, 'access_token']);
  const leap = await call('PUT', '/external-auth/keys/token', { access_token: 'ghp_1', expires_at: '2026-12-31T23:59:60Z' });
  assert.deepEqual([leap.status, leap.body.validations[0].field], [400, 'expires_at']);
  assert.doesNotMatch(JSON.stringify(refused.body), /ghp_wrong/);
  const { status, body } = await call('PUT', '/external-auth/keys/token', { access_token: 'ghp_1', scopes: ['repo'] });
  assert.deepEqual([status, body.account, body.kind, body.scopes, body.default], [200, 'octo', 'token', ['repo'], true]);
  assert.deepEqual((await call('GET', '/external-auth/keys/access-token')).body.access_token, 'ghp_1');
});
