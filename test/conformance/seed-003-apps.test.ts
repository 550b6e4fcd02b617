import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
interface App {
  readonly id: string;
  readonly name: string;
  readonly callback_url: string;
  readonly icon: string;
  readonly endpoints: Readonly<Record<string, string>>;
}

describe('seed 003: applications and their secrets', () => {
  let server: Server;
  let memberToken: string;

  const call = async (method: string, path: string, body?: unknown, token = server.owner.api_token) => {
    const response = await fetch(`${server.url}/api/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const apps = '/oauth2-provider/apps';
  const valid = { name: 'My Application', callback_url: 'https://myapp.example.com/callback', icon: 'https://myapp.example.com/icon.png' };

  before(async () => {
    server = await startFreshServer();
    const member = { email: 'member@example.com', username: 'member', password: 'correct horse battery', role: 'member' };
    assert.equal((await call('POST', '/users', member)).status, 201);
    const signedIn = await call('POST', '/users/login', { email: member.email, password: member.password });
    memberToken = signedIn.body.session_token;
  });
  after(() => server[Symbol.asyncDispose]());

  test('creating an application answers 201 with its fields and absolute endpoint URLs', async () => {
    const { status, body } = await call('POST', apps, valid);
    assert.equal(status, 201);
    const app: App = body;
    assert.match(app.id, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    assert.deepEqual({ name: app.name, callback_url: app.callback_url, icon: app.icon }, valid);
    assert.deepEqual(app.endpoints, {
      authorization: `${server.url}/oauth2/authorize`,
      token: `${server.url}/oauth2/tokens`,
      token_revoke: `${server.url}/oauth2/revoke`,
      device_authorization: '',
    });
  });

  const invalid: readonly (readonly [string, Record<string, unknown>])[] = [
    ['name missing', { name: undefined }],
    ['name of 65 letters', { name: 'a'.repeat(65) }],
    ['callback_url missing', { callback_url: undefined }],
    ['callback_url without a scheme', { callback_url: 'localhost:3000' }],
    ['callback_url that is a bare host', { callback_url: 'coder.com' }],
    ['callback_url with a broken scheme', { callback_url: 'http//coder' }],
    ['callback_url that is a word', { callback_url: 'bar' }],
    ['callback_url that is a path', { callback_url: '/bar/baz/qux' }],
    ['callback_url that is a scheme only', { callback_url: 'http' }],
    ['callback_url without a host', { callback_url: 'http://' }],
    ['callback_url with spaces', { callback_url: 'bar baz qux' }],
    ['callback_url of another type', { callback_url: 7 }],
  ];
  for (const [title, change] of invalid) {
    test(`an application is refused on POST and PUT: ${title}`, async () => {
      const refused = await call('POST', apps, { ...valid, ...change });
      assert.equal(refused.status, 400, JSON.stringify(refused.body));
      assert.ok(refused.body.validations.length > 0);
      const { body: app } = await call('POST', apps, valid);
      assert.equal((await call('PUT', `${apps}/${app.id}`, { ...valid, ...change })).status, 400);
      assert.deepEqual((await call('GET', `${apps}/${app.id}`)).body, app, 'nothing changed');
    });
  }

  test('names may repeat; ids differ; the list is ordered by name; members may read it', async () => {
    const first = await call('POST', apps, { ...valid, name: 'Aardvark' });
    const second = await call('POST', apps, { ...valid, name: 'Aardvark' });
    assert.notEqual(first.body.id, second.body.id);
    const { status, body } = await call('GET', apps, undefined, memberToken);
    assert.equal(status, 200);
    const names = body.map((app: App) => app.name);
    assert.deepEqual(names, [...names].sort());
  });

  test('PUT replaces the three fields; DELETE answers 204, and the application is gone', async () => {
    const { body: app } = await call('POST', apps, valid);
    const changed = await call('PUT', `${apps}/${app.id}`, { name: 'Renamed', callback_url: 'https://other.example.com/cb' });
    assert.equal(changed.status, 200);
    assert.deepEqual([changed.body.name, changed.body.callback_url, changed.body.icon], ['Renamed', 'https://other.example.com/cb', '']);
    assert.equal((await call('DELETE', `${apps}/${app.id}`)).status, 204);
    assert.equal((await call('GET', `${apps}/${app.id}`)).status, 404);
  });

  test('the numeric id names the same application', async () => {
    const { body: app } = await call('POST', apps, valid);
    assert.deepEqual((await call('GET', `${apps}/${app.client_number}`)).body, app);
  });

  test('members may not write, nor list secrets; an id that is none is 400; an unknown one 404', async () => {
    const { body: app } = await call('POST', apps, valid);
    for (const [method, path] of [
      ['POST', apps],
      ['PUT', `${apps}/${app.id}`],
      ['DELETE', `${apps}/${app.id}`],
      ['POST', `${apps}/${app.id}/secrets`],
      ['GET', `${apps}/${app.id}/secrets`],
    ] as const)
      assert.equal((await call(method, path, method === 'POST' || method === 'PUT' ? valid : undefined, memberToken)).status, 403);
    assert.equal((await call('GET', `${apps}/NOT_AN_ID`)).status, 400);
    assert.equal((await call('GET', `${apps}/00000000-0000-4000-8000-000000000000`)).status, 404);
    assert.equal((await call('GET', `${apps}?user_id=x`)).status, 400);
  });

  test('secrets: shown once, then by their last six letters; several at once; another application’s is refused', async () => {
    const { body: app } = await call('POST', apps, valid);
    const { body: other } = await call('POST', apps, valid);
    const made = await Promise.all(Array.from({ length: 5 }, () => call('POST', `${apps}/${app.id}/secrets`)));
    assert.deepEqual(new Set(made.map(({ status }) => status)), new Set([201]));
    const { body: listed } = await call('GET', `${apps}/${app.id}/secrets`);
    assert.equal(listed.length, 5);
    for (const { body } of made) {
      const entry = listed.find((secret: { id: string }) => secret.id === body.id);
      assert.equal(entry.client_secret_truncated, body.client_secret_full.slice(-6));
      assert.equal(entry.last_used_at, null);
    }
    const secretId = made[0]?.body.id;
    assert.equal((await call('DELETE', `${apps}/${other.id}/secrets/${secretId}`)).status, 400);
    assert.equal((await call('DELETE', `${apps}/${app.id}/secrets/${secretId}`)).status, 204);
    assert.equal((await call('DELETE', `${apps}/${app.id}/secrets/${secretId}`)).status, 404);
  });
});
