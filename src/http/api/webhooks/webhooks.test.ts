import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createDispatcher } from '../../../broker/webhooks/dispatch.ts';
import { createSetupLink } from '../../../identity/setup/setup-link.ts';
import { never } from '../../../protocol/units.ts';
import { type StartedApi, startApi } from '../../testing/start-api.ts';

interface AdminApi extends StartedApi {
  readonly key: string;
}

const open = async (t: TestContext): Promise<AdminApi> => {
  const api = await startApi();
  t.after(api.close);
  const setupToken = (await createSetupLink(api.rooms.identity))?.reveal();
  const person = { email: 'ada@example.com', password: 'correct horse battery', setup_token: setupToken };
  const { body } = await api.call('POST', '/api/v2/users/first', { body: person });
  return { ...api, key: body.api_token };
};

const url = 'https://hooks.example.com/grantry';

test('an endpoint is made, shown without its secret, changed and deleted', async (t) => {
  const { call, key: token } = await open(t);
  const made = await call('POST', '/api/v2/webhooks', { token, body: { url, event_types: ['connection.degraded'] } });
  assert.equal(made.status, 201);
  assert.match(made.body.secret, /^whsec_/);
  const { id, created_at, updated_at, ...rest } = made.body.webhook;
  assert.equal(created_at, updated_at);
  assert.deepEqual(rest, {
    url,
    description: '',
    event_types: ['connection.degraded'],
    enabled: true,
    disabled_reason: null,
    failing_since: never,
    paused_until: never,
    previous_secret_expires_at: never,
  });
  const one = `/api/v2/webhooks/${id}`;
  assert.ok(!JSON.stringify((await call('GET', one, { token })).body).includes('whsec_'));
  assert.equal((await call('GET', '/api/v2/webhooks', { token })).body.webhooks.length, 1);

  const changed = await call('PATCH', one, { token, body: { enabled: false, description: 'Pager' } });
  assert.deepEqual(
    [changed.body.enabled, changed.body.disabled_reason, changed.body.description, changed.body.url],
    [false, 'operator', 'Pager', url],
  );
  const rotated = await call('POST', `${one}/rotate-secret?overlap_seconds=60`, { token });
  assert.ok(rotated.body.secret !== made.body.secret && rotated.body.webhook.previous_secret_expires_at !== never);

  assert.equal((await call('DELETE', one, { token })).status, 204);
  for (const [method, path] of [
    ['GET', one],
    ['PATCH', one],
    ['DELETE', one],
    ['POST', `${one}/rotate-secret`],
    ['POST', `${one}/test`],
    ['GET', `${one}/deliveries`],
    ['POST', `${one}/deliveries/x/replay`],
  ] as const) {
    const { status } = await call(method, path, { token, ...(method === 'PATCH' ? { body: {} } : {}) });
    assert.equal(status, 404, `${method} ${path}`);
  }
  const { body } = await call('GET', '/api/v2/audit?limit=50', { token });
  const events: readonly string[] = body.events.map(({ event }: { readonly event: string }) => event);
  for (const event of ['webhook_created', 'webhook_updated', 'webhook_secret_rotated', 'webhook_deleted'])
    assert.ok(events.includes(event));
});

test('what is wrong is told by field', async (t) => {
  const { call, key: token } = await open(t);
  const cases = [
    [{ url: 'http://example.com' }, 'url'],
    [{ url: 'https://169.254.169.254/latest' }, 'url'],
    [{ url: 'https://[::ffff:127.0.0.1]/' }, 'url'],
    [{ url, event_types: ['connection.lost'] }, 'event_types'],
    [{ url, description: 'x'.repeat(201) }, 'description'],
    [{}, 'url'],
  ] as const;
  for (const [body, field] of cases) {
    const answer = await call('POST', '/api/v2/webhooks', { token, body });
    assert.deepEqual([answer.status, answer.body.validations[0].field], [400, field], JSON.stringify(body));
  }
});

test('members have nothing to do with webhooks or the audit trail', async (t) => {
  const { call, key: token } = await open(t);
  const password = 'another horse battery';
  await call('POST', '/api/v2/users', { token, body: { email: 'eve@example.com', username: 'eve', password } });
  const { body } = await call('POST', '/api/v2/users/login', { body: { email: 'eve@example.com', password } });
  for (const path of ['/api/v2/webhooks', '/api/v2/audit', '/api/v2/audit/export']) {
    assert.equal((await call('GET', path, { token: body.session_token })).status, 403, path);
  }
});

test('a test that finds nobody is listed with the reason, and can be replayed', async (t) => {
  const { call, key: token, rooms } = await open(t);
  const { body } = await call('POST', '/api/v2/webhooks', { token, body: { url: 'https://hooks.invalid/x' } });
  const one = `/api/v2/webhooks/${body.webhook.id}`;
  const sent = await call('POST', `${one}/test`, { token });
  assert.deepEqual([sent.status, sent.body.state, sent.body.event_type], [202, 'pending', 'endpoint.test']);
  assert.deepEqual(sent.body.payload, { type: 'endpoint.test', timestamp: sent.body.event_at, data: { endpoint_id: body.webhook.id } });

  const dispatcher = createDispatcher(rooms.webhooks, () => {}, assert.ifError);
  await dispatcher.dispatch();
  await dispatcher.finish();
  const { body: listed } = await call('GET', `${one}/deliveries?state=pending`, { token });
  assert.equal(listed.deliveries.length, 1);
  const [{ id, attempts, last_status, last_response }] = listed.deliveries;
  assert.deepEqual([attempts, last_status], [1, null]);
  assert.match(last_response, /hooks\.invalid could not be reached/);
  assert.equal((await call('GET', `${one}/deliveries?state=delivered`, { token })).body.deliveries.length, 0);
  assert.equal((await call('GET', `${one}/deliveries?before=${id}`, { token })).body.deliveries.length, 0);
  const replayed = await call('POST', `${one}/deliveries/${id}/replay`, { token });
  assert.deepEqual([replayed.status, replayed.body.attempts], [202, 0]);
});
