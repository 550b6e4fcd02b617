import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { readConfiguredProviders } from '../../../broker/providers/configured-providers.ts';
import { connection } from '../../../console/testing/connection.ts';
import { createSetupLink } from '../../../identity/setup/setup-link.ts';
import { type StartedApi, startApi } from '../../testing/start-api.ts';

const path = '/api/v2/external-auth-providers';
const environment = {
  GRANTRY_EXTERNAL_AUTH_0_ID: 'work',
  GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github',
  GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'fixed',
};
const mine = { id: 'mine', type: 'acme', client_id: 'c', auth_url: 'https://p.example/a', token_url: 'https://p.example/t' };

interface OpenApi extends StartedApi {
  /** Calls as the owner. */
  ask(method: string, path: string, body?: unknown): ReturnType<StartedApi['call']>;
}

const open = async (t: TestContext): Promise<OpenApi> => {
  const api = await startApi(readConfiguredProviders({ environment }));
  t.after(api.close);
  const setupToken = (await createSetupLink(api.rooms.identity))?.reveal();
  const first = { email: 'ada@example.com', password: 'correct horse battery', setup_token: setupToken };
  const token: string = (await api.call('POST', '/api/v2/users/first', { body: first })).body.api_token;
  return { ...api, ask: (method, at, body) => api.call(method, at, { token, ...(body === undefined ? {} : { body }) }) };
};

test('a provider is added, works at once, is changed and deleted; its secret is never shown', async (t) => {
  const { ask, rooms } = await open(t);
  const made = await ask('POST', path, { ...mine, client_secret: 'hush hush', scopes: ['a', 'b'], no_refresh: true });
  assert.equal(made.status, 201);
  const { settings, ...rest } = made.body;
  assert.deepEqual(
    [rest.id, rest.type, rest.client_secret_set, rest.sources, rest.version, rest.error, rest.callback_url],
    ['mine', 'acme', true, ['stored'], 1, null, 'http://127.0.0.1:4600/external-auth/mine/callback'],
  );
  assert.deepEqual(settings.scopes, { value: ['a', 'b'], source: 'stored', set_by: 'provider mine: scopes' });
  assert.deepEqual(settings.no_refresh.value, true);
  assert.deepEqual([settings.pkce_methods.value, settings.pkce_methods.source], ['S256', 'default']);
  assert.equal(rooms.broker.providers.find(({ id }) => id === 'mine')?.clientSecret?.reveal(), 'hush hush');

  const changed = await ask('PATCH', `${path}/mine`, { version: 1, scopes: 'c', display_name: 'Mine', no_refresh: null });
  assert.deepEqual([changed.status, changed.body.version, changed.body.settings.scopes.value], [200, 2, ['c']]);
  assert.equal(changed.body.settings.no_refresh.source, 'default');
  assert.equal(rooms.broker.providers.find(({ id }) => id === 'mine')?.displayName, 'Mine');
  assert.equal(rooms.broker.providers.find(({ id }) => id === 'mine')?.clientSecret?.reveal(), 'hush hush');

  const listed = await ask('GET', path);
  assert.deepEqual(
    listed.body.providers.map((each: { id: string }) => each.id),
    ['work', 'mine'],
  );
  for (const answer of [made, changed, listed]) assert.ok(!JSON.stringify(answer.body).includes('hush'));
  assert.equal((await ask('DELETE', `${path}/mine`)).status, 204);
  assert.equal((await ask('GET', `${path}/mine`)).status, 404);
  assert.deepEqual(
    rooms.broker.providers.map(({ id }) => id),
    ['work'],
  );
  const told = async (): Promise<readonly string[]> =>
    (await rooms.identity.facts.listAuditEvents({ before: Number.MAX_SAFE_INTEGER, limit: 3 })).map(({ event }) => event);
  while ((await told())[0] !== 'provider_deleted') await turn(); // the trail is written behind the answers
  assert.deepEqual(await told(), ['provider_deleted', 'provider_updated', 'provider_created']);
});

test('what is wrong is told field by field, all of it at once', async (t) => {
  const { ask } = await open(t);
  const { status, body } = await ask('POST', path, { ...mine, token_url: 'nonsense', regex: '(', pkce_methods: 'plain' });
  assert.equal(status, 400);
  assert.deepEqual(
    body.validations.map(({ field }: { field: string }) => field),
    ['token_url', 'regex', 'pkce_methods'],
  );
  assert.match(body.validations[1].detail, /regular expression/);
  for (const [wrong, field] of [
    [{ type: 'github' }, 'client_id'],
    [{ client_id: 'c' }, 'type'],
    [{ ...mine, id: 'a--b' }, 'id'],
    [{ ...mine, client_secert: 's' }, 'client_secert'],
    [{ ...mine, no_refresh: 'yes' }, 'no_refresh'],
  ] as const) {
    const refused = await ask('POST', path, wrong);
    assert.equal(refused.status, 400);
    assert.ok(JSON.stringify(refused.body.validations).includes(field), `${field}: ${JSON.stringify(refused.body)}`);
  }
  assert.equal((await ask('POST', path, { ...mine, id: 'work' })).status, 409);
});

test('what the environment sets is locked; what it leaves open can be stored, and taken away again', async (t) => {
  const { ask } = await open(t);
  const locked = await ask('PATCH', `${path}/work`, { client_id: 'other' });
  assert.deepEqual(
    [locked.status, locked.body.validations],
    [400, [{ field: 'client_id', detail: 'is set by GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID, which wins' }]],
  );
  const opened = await ask('PATCH', `${path}/work`, { scopes: ['gist'], client_id: 'fixed' });
  assert.deepEqual([opened.status, opened.body.sources, opened.body.settings.scopes.source], [200, ['environment', 'stored'], 'stored']);
  assert.equal((await ask('DELETE', `${path}/work`)).status, 204);
  const plain = await ask('GET', `${path}/work`);
  assert.deepEqual([plain.body.version, plain.body.settings.scopes.source], [0, 'default']);
  const again = await ask('DELETE', `${path}/work`);
  assert.deepEqual([again.status, again.body.detail], [409, 'It is set by GRANTRY_EXTERNAL_AUTH_0_ID.']);
});

test('what is stored and cannot be used is told with its setting, and can be put right', async (t) => {
  const { ask, rooms } = await open(t);
  await ask('POST', path, mine);
  const stored = rooms.catalog.effective.find(({ id }) => id === 'mine')?.stored ?? assert.fail();
  const broken = { ...stored, settings: { ...stored.settings, regex: '(' }, version: 2 };
  await rooms.catalog.commit([{ change: 'update_provider', provider: broken, version: 1 }, { change: 'advance_providers' }]);
  await rooms.catalog.reload();
  const shown = await ask('GET', `${path}/mine`);
  assert.deepEqual(shown.body.error, { field: 'regex', detail: 'found "("; accepted: a regular expression' });
  assert.ok(!rooms.broker.providers.some(({ id }) => id === 'mine'));
  const { checks, ok } = (await ask('POST', `${path}/mine/test`)).body;
  assert.deepEqual([ok, checks.map(({ outcome }: { outcome: string }) => outcome)], [false, ['failed', 'skipped', 'skipped', 'skipped']]);
  assert.equal((await ask('PATCH', `${path}/mine`, { regex: null })).body.error, null);
  assert.ok(rooms.broker.providers.some(({ id }) => id === 'mine'));
});

test('of two who change one version the second is told', async (t) => {
  const { ask } = await open(t);
  await ask('POST', path, mine);
  const statuses = await Promise.all(
    ['x', 'y', 'z'].map(async (name) => (await ask('PATCH', `${path}/mine`, { version: 1, display_name: name })).status),
  );
  assert.deepEqual(statuses.sort(), [200, 409, 409]);
  const added = await Promise.all([1, 2].map(async () => (await ask('POST', path, { ...mine, id: 'new' })).status));
  assert.deepEqual(added.sort(), [201, 409]);
});

test('a provider with linked accounts is deleted only by force, and the accounts stay', async (t) => {
  const { ask, rooms } = await open(t);
  await ask('POST', path, mine);
  const { id } = (await ask('GET', '/api/v2/users/me')).body;
  await rooms.broker.commit([{ change: 'insert_connection', connection: { ...connection, providerId: 'mine', userId: id } }]);
  assert.equal((await ask('GET', `${path}/mine`)).body.connections, 1);
  const refused = await ask('DELETE', `${path}/mine`);
  assert.deepEqual([refused.status, refused.body.message], [409, '1 linked accounts would stop working.']);
  assert.equal((await ask('DELETE', `${path}/mine?force=true`)).status, 204);
  const { links } = (await ask('GET', '/api/v2/external-auth')).body;
  assert.deepEqual(
    links.map((link: Record<string, unknown>) => [link.provider_id, link.authenticated, link.validate_error]),
    [['mine', false, '']],
  );
});

test('an import is all or nothing, can be tried first, and leaves alone what it does not name', async (t) => {
  const { ask } = await open(t);
  const imports = '/api/v2/external-auth-provider-imports';
  await ask('POST', path, { ...mine, client_secret: 'old', display_name: 'Mine' });
  const providers = [
    { ...mine, scopes: 'x' },
    { id: 'two', type: 'github', client_id: 'c', client_secret: 'new' },
    { id: 'work', type: 'github', client_id: 'fixed' },
  ];
  const planned = await ask('POST', `${imports}?dry_run=true`, { providers });
  assert.deepEqual(planned.body.providers, [
    { id: 'mine', action: 'update', fields: [{ field: 'scopes', from: null, to: 'x' }] },
    {
      id: 'two',
      action: 'create',
      fields: [
        { field: 'type', from: null, to: 'github' },
        { field: 'client_id', from: null, to: 'c' },
        { field: 'client_secret', from: null, to: '[secret]' },
      ],
    },
    { id: 'work', action: 'unchanged', fields: [] },
  ]);
  assert.equal((await ask('GET', `${path}/two`)).status, 404);

  const wrong = await ask('POST', imports, { providers: [...providers, { id: 'three', type: 'github' }, { ...mine }] });
  assert.deepEqual(
    [wrong.status, wrong.body.validations.map(({ field }: { field: string }) => field)],
    [400, ['providers.3.client_id', 'providers.4.id']],
  );
  assert.equal((await ask('GET', `${path}/two`)).status, 404);

  assert.deepEqual((await ask('POST', imports, { providers })).body, planned.body);
  const kept = (await ask('GET', `${path}/mine`)).body;
  assert.deepEqual([kept.client_secret_set, kept.display_name, kept.settings.scopes.value], [true, 'Mine', ['x']]);
  const again = (await ask('POST', imports, { providers })).body.providers;
  assert.deepEqual(
    again.map(({ action }: { action: string }) => action),
    ['unchanged', 'unchanged', 'unchanged'],
  );
});

test('the types are listed with their defaults, and every setting there is', async (t) => {
  const { ask } = await open(t);
  const { types, settings } = (await ask('GET', '/api/v2/external-auth-provider-types')).body;
  const github = types.find(({ type }: { type: string }) => type === 'github');
  assert.deepEqual([github.display_name, github.defaults.scopes], ['GitHub', ['repo', 'workflow']]);
  assert.ok(settings.some(({ name, kind }: { name: string; kind: string }) => name === 'client_secret' && kind === 'secret'));
});

test('administration is for administrators', async (t) => {
  const { ask, call } = await open(t);
  const bob = { email: 'bob@example.com', password: 'battery staple' };
  await ask('POST', '/api/v2/users', bob);
  const token = (await call('POST', '/api/v2/users/login', { body: bob })).body.session_token;
  for (const [method, at] of [
    ['GET', path],
    ['POST', path],
    ['GET', `${path}/work`],
    ['PATCH', `${path}/work`],
    ['DELETE', `${path}/work`],
    ['POST', `${path}/work/test`],
    ['GET', '/api/v2/external-auth-provider-types'],
    ['POST', '/api/v2/external-auth-provider-imports'],
  ] as const) {
    assert.equal((await call(method, at, { token, ...(method === 'GET' ? {} : { body: {} }) })).status, 403, `${method} ${at}`);
  }
});
