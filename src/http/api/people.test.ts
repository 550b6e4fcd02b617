import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createSetupLink } from '../../identity/setup/setup-link.ts';
import { never } from '../../protocol/units.ts';
import { type StartedApi, startApi } from '../testing/start-api.ts';

const ada = { email: 'ada@example.com', password: 'correct horse battery' };

interface SetUpApi extends StartedApi {
  /** The owner's API token. */
  readonly key: string;
  readonly userId: string;
}

/** The first user with the token of the setup link the server would print. */
const withSetupToken = async <Person>(
  { rooms }: StartedApi,
  person: Person,
): Promise<Person & { readonly setup_token: string | undefined }> => ({
  ...person,
  setup_token: (await createSetupLink(rooms.identity))?.reveal(),
});

const open = async (t: TestContext): Promise<SetUpApi> => {
  const api = await startApi();
  t.after(api.close);
  const { status, body } = await api.call('POST', '/api/v2/users/first', { body: await withSetupToken(api, ada) });
  assert.equal(status, 201);
  return { ...api, key: body.api_token, userId: body.user_id };
};

test('setup: the first user gets the JSON of `grantry setup`, and a second call is refused clearly', async (t) => {
  const api = await startApi();
  t.after(api.close);
  const person = await withSetupToken(api, ada);
  const stranger = await api.call('POST', '/api/v2/users/first', { body: { ...person, setup_token: 'guessed' } });
  assert.equal(stranger.status, 403);
  const bad = await api.call('POST', '/api/v2/users/first', { body: { ...person, password: 'short' } });
  assert.deepEqual([bad.status, bad.body.validations[0].field], [400, 'password']);

  const first = await api.call('POST', '/api/v2/users/first', { body: person });
  assert.equal(first.status, 201);
  assert.deepEqual(Object.keys(first.body).sort(), ['api_token', 'organization_token', 'service_id', 'service_token', 'user_id']);
  assert.equal(first.body.service_id, api.rooms.serviceId);
  assert.equal(first.headers.get('cache-control'), 'no-store');

  const second = await api.call('POST', '/api/v2/users/first', { body: { ...person, email: 'eve@example.com' } });
  assert.equal(second.status, 409);
  assert.match(second.body.message, /owner already/);
});

test('seed 003: /api/v2/users/me tells who calls, in the seed’s fields', async (t) => {
  const { call, key, userId } = await open(t);
  const { status, body } = await call('GET', '/api/v2/users/me', { token: key });
  assert.equal(status, 200);
  const { created_at, updated_at, last_seen_at, ...rest } = body;
  assert.deepEqual(rest, {
    id: userId,
    username: 'ada',
    email: 'ada@example.com',
    name: 'ada',
    avatar_url: '',
    status: 'active',
    login_type: 'password',
    roles: [{ name: 'owner', display_name: 'Owner' }],
    organization_ids: [],
  });
  for (const time of [created_at, updated_at, last_seen_at]) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal((await call('GET', '/api/v2/users/me')).status, 401);
});

test('a program signs in, is listed, and signs out', async (t) => {
  const { call, key } = await open(t);
  const wrong = await call('POST', '/api/v2/users/login', { body: { ...ada, password: 'wrong' } });
  const unknown = await call('POST', '/api/v2/users/login', { body: { ...ada, email: 'eve@example.com' } });
  assert.deepEqual([wrong.status, wrong.body], [401, unknown.body]);

  const { status, body } = await call('POST', '/api/v2/users/login', { body: ada });
  assert.equal(status, 201);
  const token: string = body.session_token;
  const other = (await call('POST', '/api/v2/users/login', { body: ada })).body.session_token;
  const sessions = await call('GET', '/api/v2/users/me/sessions', { token });
  assert.deepEqual(
    sessions.body.map((session: { is_current: boolean }) => session.is_current),
    [false, true],
  );
  const ended = await call('DELETE', `/api/v2/users/me/sessions/${sessions.body[0].id}`, { token });
  assert.equal(ended.status, 204);
  assert.equal((await call('GET', '/api/v2/users/me', { token: other })).status, 401);

  assert.equal((await call('POST', '/api/v2/users/logout', { token: key })).status, 400);
  assert.equal((await call('POST', '/api/v2/users/logout', { token })).status, 200);
  assert.equal((await call('GET', '/api/v2/users/me', { token })).status, 401);
});

test('all sessions but the calling one end at once', async (t) => {
  const { call } = await open(t);
  const [one, two] = await Promise.all([1, 2].map(() => call('POST', '/api/v2/users/login', { body: ada })));
  const token = one?.body.session_token;
  assert.equal((await call('DELETE', '/api/v2/users/me/sessions', { token })).status, 204);
  assert.equal((await call('GET', '/api/v2/users/me', { token })).status, 200);
  assert.equal((await call('GET', '/api/v2/users/me', { token: two?.body.session_token })).status, 401);
});

test('API tokens are made, listed without their text, held to their scopes, and deleted', async (t) => {
  const { call, key } = await open(t);
  const path = '/api/v2/users/me/keys/tokens';
  const made = await call('POST', path, { token: key, body: { token_name: 'ci', scopes: ['api_key:read', 'api_key:update'] } });
  assert.equal(made.status, 201);
  const narrow: string = made.body.key;

  const listed = await call('GET', path, { token: narrow });
  assert.deepEqual(
    listed.body.map((row: Record<string, unknown>) => [row.token_name, row.scopes, row.expires_at]),
    [
      ['ci', ['api_key:read', 'api_key:update'], never],
      ['setup', ['all'], never],
    ],
  );
  assert.ok(!JSON.stringify(listed.body).includes(narrow.slice(22, 60)));

  assert.equal((await call('GET', '/api/v2/users/me', { token: narrow })).status, 403);
  const wide = await call('POST', path, { token: narrow, body: { token_name: 'wide' } });
  assert.deepEqual([wide.status, wide.body.validations[0].field], [403, 'scopes']);
  assert.equal((await call('POST', path, { token: key, body: { token_name: 'ci' } })).status, 409);
  assert.equal((await call('POST', path, { token: key, body: { token_name: 'x', scopes: ['nonsense'] } })).status, 400);
  assert.equal((await call('POST', path, { token: key, body: { token_name: 'x', lifetime_seconds: 0 } })).status, 400);

  assert.equal((await call('DELETE', `/api/v2/users/me/keys/${made.body.token.id}`, { token: key })).status, 204);
  assert.equal((await call('GET', path, { token: narrow })).status, 401);
  assert.equal((await call('DELETE', `/api/v2/users/me/keys/${made.body.token.id}`, { token: key })).status, 404);
});

test('agents are made, listed and revoked; a key that may not hand out makes none', async (t) => {
  const { call, key } = await open(t);
  const made = await call('POST', '/api/v2/agents', {
    token: key,
    body: { name: 'ci', allowed_providers: ['github'], lifetime_seconds: 60 },
  });
  assert.equal(made.status, 201);
  assert.deepEqual([made.body.agent.name, made.body.agent.allowed_providers, made.body.agent.last_used_at], ['ci', ['github'], never]);
  const listed = await call('GET', '/api/v2/agents', { token: key });
  assert.deepEqual(listed.body.agents, [made.body.agent]);
  assert.equal((await call('GET', '/api/v2/users/me', { token: made.body.token })).status, 403);

  const tokens = '/api/v2/users/me/keys/tokens';
  const narrow = await call('POST', tokens, { token: key, body: { token_name: 'n', scopes: ['agent:update'] } });
  assert.equal((await call('POST', '/api/v2/agents', { token: narrow.body.key, body: { name: 'x' } })).status, 403);

  assert.equal((await call('DELETE', '/api/v2/agents/ci', { token: key })).status, 204);
  assert.equal((await call('DELETE', '/api/v2/agents/ci', { token: key })).status, 404);
});

test('an owner adds, suspends, activates and promotes people; a member may not', async (t) => {
  const { call, key } = await open(t);
  const bob = { email: 'bob@example.com', password: 'battery staple' };
  const added = await call('POST', '/api/v2/users', { token: key, body: bob });
  assert.deepEqual([added.status, added.body.roles[0].name, added.body.last_seen_at], [201, 'member', never]);
  const signIn = async (): Promise<number> => (await call('POST', '/api/v2/users/login', { body: bob })).status;
  const token = (await call('POST', '/api/v2/users/login', { body: bob })).body.session_token;
  assert.equal((await call('GET', '/api/v2/users', { token })).status, 403);

  assert.equal((await call('PUT', '/api/v2/users/bob/status/suspend', { token: key })).body.status, 'suspended');
  assert.deepEqual([await signIn(), (await call('GET', '/api/v2/users/me', { token })).status], [401, 401]);
  assert.equal((await call('PUT', `/api/v2/users/${added.body.id}/status/activate`, { token: key })).body.status, 'active');
  assert.equal(await signIn(), 201);
  const promoted = await call('PUT', '/api/v2/users/bob@example.com/role', { token: key, body: { role: 'admin' } });
  assert.equal(promoted.body.roles[0].name, 'admin');
  assert.equal((await call('PUT', '/api/v2/users/me/status/suspend', { token: key })).status, 403);
  assert.equal((await call('PUT', '/api/v2/users/nobody/status/suspend', { token: key })).status, 404);
  assert.equal((await call('GET', '/api/v2/users', { token: key })).body.count, 2);
});

test('a password is changed by who knows the old one', async (t) => {
  const { call, key } = await open(t);
  const path = '/api/v2/users/me/password';
  const wrong = await call('PUT', path, { token: key, body: { old_password: 'wrong', password: 'battery staple' } });
  assert.deepEqual([wrong.status, wrong.body.validations[0].field], [403, 'old_password']);
  assert.equal((await call('PUT', path, { token: key, body: { old_password: ada.password, password: 'battery staple' } })).status, 204);
  assert.equal((await call('POST', '/api/v2/users/login', { body: ada })).status, 401);
});
