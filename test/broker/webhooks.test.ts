import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { deleteEndpoint, rotateEndpointSecret, updateEndpoint } from '../../src/broker/webhooks/manage-endpoints.ts';
import { replayDelivery, testEndpoint } from '../../src/broker/webhooks/send-again.ts';
import { seconds } from '../../src/protocol/units.ts';
import { nouns } from '../../src/stores/nouns/registry.ts';
import { sweep } from '../../src/stores/sweep.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestWebhooks, type TestWebhooks } from '../support/test-webhooks.ts';
import { isGenuine, startWebhookReceiver } from '../support/webhook-receiver.ts';

const deliveriesOf = ({ webhooks }: TestWebhooks, endpointId: string, limit = 100) =>
  webhooks.facts.listDeliveries({ endpointId, state: undefined, before: undefined, limit });

test('Standard Webhooks: a receiver that checks signatures takes a message, and no forged one', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(receiver.url);
  const secret = endpoint.secret.reveal();
  await opened.happen(1);
  opened.pass(60);
  await opened.sendAll();

  const [message, ...others] = receiver.received;
  assert.deepEqual(others, []);
  assert.ok(message !== undefined && isGenuine(message, secret, opened.now()));
  assert.equal(message.id, 'msg_1');
  assert.equal(message.timestamp, opened.now(), 'the time of the attempt, not of the event');
  assert.deepEqual([message.body.type, message.body.data], ['connection.degraded', { number: 1 }]);
  assert.equal(Date.parse(message.body.timestamp) / 1000, opened.now() - 60);
  assert.equal(message.headers['content-type'], 'application/json');

  assert.ok(!isGenuine({ ...message, text: `${message.text} ` }, secret, opened.now()));
  assert.ok(!isGenuine({ ...message, headers: { ...message.headers, 'webhook-id': 'msg_2' } }, secret, opened.now()));
  assert.ok(!isGenuine(message, `whsec_${Buffer.alloc(32).toString('base64')}`, opened.now()));
  assert.ok(!isGenuine(message, secret, opened.now() + 3600));
});

test('an endpoint gets the types it asked for, of the time since it was made', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  await opened.happen(1); // nobody listens: not kept
  const other = await opened.addEndpoint(receiver.url, { eventTypes: ['connection.connected'] });
  await opened.happen(2);
  opened.pass(1);
  const all = await opened.addEndpoint(receiver.url);
  await opened.happen(3);
  await opened.sendAll();
  assert.deepEqual(
    receiver.received.map(({ id }) => id),
    ['msg_3'],
  );
  assert.equal((await deliveriesOf(opened, all.id)).length, 1);
  assert.equal((await deliveriesOf(opened, other.id)).length, 0);
});

test('Standard Webhooks: a failure is tried again by the schedule with the same id, until it is taken', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks({});
  const endpoint = await opened.addEndpoint(receiver.url);
  receiver.script({ status: 500, body: 'database is down' }, { status: 302, headers: { location: '/elsewhere' } }, { status: 204 });
  await opened.happen(1);
  await opened.sendAll();
  const [failed] = await deliveriesOf(opened, endpoint.id);
  assert.deepEqual(
    [failed?.state, failed?.attempts, failed?.lastAttempt?.status, failed?.lastAttempt?.words],
    ['pending', 1, 500, 'database is down'],
  );
  await opened.sendAll();
  assert.equal(receiver.received.length, 1, 'not before its time');
  opened.pass(6);
  await opened.sendAll();
  opened.pass(360);
  await opened.sendAll();
  assert.deepEqual(
    receiver.received.map(({ id, path }) => [id, path]),
    Array(3).fill(['msg_1', '/hook']),
  );
  const [delivered] = await deliveriesOf(opened, endpoint.id);
  assert.deepEqual([delivered?.state, delivered?.attempts, delivered?.nextAttemptAt], ['delivered', 3, undefined]);
  assert.deepEqual(
    opened.reports.map((report) => report.report === 'attempted' && report.outcome),
    ['retry', 'retry', 'delivered'],
  );
});

test('a delivery that was never taken is given up after ten attempts, and can be replayed', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(receiver.url);
  receiver.script({ status: 500 });
  await opened.happen(1);
  for (let day = 0; day < 12; day++) {
    await opened.sendAll();
    opened.pass(30 * 3600);
    await updateEndpoint(opened.webhooks, endpoint.id, { isEnabled: true }); // five days of failures would disable it
  }
  assert.equal(receiver.received.length, 10);
  const [given] = await deliveriesOf(opened, endpoint.id);
  assert.equal(given?.state, 'failed');

  receiver.script({ status: 200, body: 'thanks' });
  assert.ok(given !== undefined);
  assert.equal(await replayDelivery(opened.webhooks, 'another endpoint', given.id), undefined);
  const replayed = await replayDelivery(opened.webhooks, endpoint.id, given.id);
  assert.deepEqual([replayed?.state, replayed?.attempts], ['pending', 0]);
  await opened.sendAll();
  assert.deepEqual([receiver.received.at(-1)?.id, (await deliveriesOf(opened, endpoint.id))[0]?.state], ['msg_1', 'delivered']);
});

test('Standard Webhooks: 410 Gone disables the endpoint, and nothing more is kept for it', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(receiver.url);
  receiver.script({ status: 410 });
  await opened.happen(1);
  await opened.sendAll();
  await opened.happen(2);
  opened.pass(3600);
  await opened.sendAll();
  assert.equal(receiver.received.length, 1);
  assert.equal((await opened.webhooks.facts.findEndpoint(endpoint.id))?.disabled?.reason, 'gone');
  assert.deepEqual(opened.reports.at(-1), { report: 'endpoint_disabled', endpointId: endpoint.id, reason: 'gone' });
});

test('five days of failures disable an endpoint; enabled again, it is told what was still to be told', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(receiver.url);
  receiver.script({ status: 500 });
  await opened.happen(1);
  await opened.sendAll();
  opened.pass(5 * 86_400);
  await opened.happen(2);
  await opened.sendAll();
  assert.equal((await opened.webhooks.facts.findEndpoint(endpoint.id))?.disabled?.reason, 'failing');
  receiver.script({ status: 204 });
  opened.pass(3600);
  await opened.sendAll();
  assert.equal(receiver.received.length, 3);
  await updateEndpoint(opened.webhooks, endpoint.id, { isEnabled: true });
  await opened.sendAll();
  assert.deepEqual(new Set((await deliveriesOf(opened, endpoint.id)).map(({ state }) => state)), new Set(['delivered']));
});

test('Retry-After of a busy endpoint holds back everything for it, and for no other', async () => {
  await using busy = await startWebhookReceiver();
  await using idle = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  await opened.addEndpoint(busy.url);
  await opened.addEndpoint(idle.url);
  busy.script({ status: 429, headers: { 'retry-after': '100' } }, { status: 204 });
  await opened.happen(1);
  await opened.sendAll();
  await opened.happen(2);
  opened.pass(50);
  await opened.sendAll();
  assert.deepEqual([busy.received.length, idle.received.length], [1, 2]);
  opened.pass(51);
  await opened.sendAll();
  assert.deepEqual(busy.received.map(({ id }) => id).sort(), ['msg_1', 'msg_1', 'msg_2']);
});

test('a slow endpoint keeps four connections, and others are told meanwhile', async () => {
  await using slow = await startWebhookReceiver();
  await using quick = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const release = Promise.withResolvers<{ readonly status: number }>();
  slow.script(release.promise);
  await opened.addEndpoint(slow.url);
  await opened.addEndpoint(quick.url);
  for (let number = 0; number < 12; number++) await opened.happen(number);
  const sending = opened.sendAll();
  await Promise.all([slow.gotten(4), quick.gotten(4)]);
  assert.equal(slow.received.length, 4);
  release.resolve({ status: 204 });
  await sending;
  assert.deepEqual([slow.received.length, quick.received.length], [12, 12]);
});

test('Standard Webhooks: after a rotation both secrets verify for the overlap, then only the new one', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const { id, secret } = await opened.addEndpoint(receiver.url);
  const old = secret.reveal();
  const rotated = await rotateEndpointSecret(opened.webhooks, id, seconds(3600));
  assert.ok(rotated.action === 'saved');
  const fresh = rotated.endpoint.secret.reveal();
  assert.notEqual(fresh, old);
  await opened.happen(1);
  await opened.sendAll();
  opened.pass(3600);
  await opened.happen(2);
  await opened.sendAll();
  const [during, afterwards] = receiver.received;
  assert.ok(during !== undefined && afterwards !== undefined);
  assert.deepEqual([isGenuine(during, old, during.timestamp), isGenuine(during, fresh, during.timestamp)], [true, true]);
  assert.deepEqual([isGenuine(afterwards, old, afterwards.timestamp), isGenuine(afterwards, fresh, afterwards.timestamp)], [false, true]);
});

test('a test goes to one endpoint, whatever it asked for', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(`${receiver.url}/one`, { eventTypes: ['connection.revoked'] });
  await opened.addEndpoint(`${receiver.url}/two`);
  assert.ok(await testEndpoint(opened.webhooks, endpoint.id));
  assert.equal(await testEndpoint(opened.webhooks, 'unknown'), undefined);
  await opened.sendAll();
  assert.deepEqual(
    receiver.received.map(({ path, body }) => [path, body.type, body.data]),
    [['/hook/one', 'endpoint.test', { endpoint_id: endpoint.id }]],
  );
});

test('an event of an id that was announced before is no news', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  await opened.addEndpoint(receiver.url);
  await opened.happen(1);
  await opened.happen(1);
  await opened.sendAll();
  await opened.happen(1);
  await opened.sendAll();
  assert.equal(receiver.received.length, 1);
});

test('what is wrong with an endpoint is refused by field; a deleted one is told of nothing', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(receiver.url);
  for (const [input, field] of [
    [{ url: 'ftp://example.com' }, 'url'],
    [{ description: 'x'.repeat(201) }, 'description'],
    [{ eventTypes: ['connection.unheard_of'] }, 'event_types'],
  ] as const) {
    const decision = await updateEndpoint(opened.webhooks, endpoint.id, input);
    assert.equal(decision.action === 'refuse' && decision.fault.field, field);
  }
  await opened.happen(1);
  assert.ok(await deleteEndpoint(opened.webhooks, endpoint.id));
  assert.ok(!(await deleteEndpoint(opened.webhooks, endpoint.id)));
  await opened.sendAll();
  assert.equal(receiver.received.length, 0);
});

test('two nodes that look at the same time send one delivery once', async () => {
  using folder = temporaryFolder('webhooks');
  const url = `sqlite:${join(folder.path, 'w.db')}`;
  await using receiver = await startWebhookReceiver();
  await using first = await openTestWebhooks({ url });
  await using second = await openTestWebhooks({ url });
  await first.addEndpoint(receiver.url);
  for (let number = 0; number < 20; number++) await first.happen(number);
  await Promise.all([first.sendAll(), second.sendAll()]);
  await Promise.all([first.sendAll(), second.sendAll()]);
  assert.equal(receiver.received.length, 20);
  assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 20);
});

test('an attempt whose process died is made again when its lease lapsed', async () => {
  using folder = temporaryFolder('webhooks');
  const url = `sqlite:${join(folder.path, 'w.db')}`;
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks({ url });
  const endpoint = await opened.addEndpoint(receiver.url);
  const doomed = await openTestWebhooks({ url, send: () => new Promise(() => {}) });
  await opened.happen(1);
  void doomed.sendAll(); // it never settles: the process is as good as dead
  while ((await deliveriesOf(opened, endpoint.id))[0]?.leaseUntil === undefined) await new Promise(setImmediate);
  await opened.sendAll();
  assert.equal(receiver.received.length, 0, 'somebody is at it');
  opened.pass(61);
  await opened.sendAll();
  assert.deepEqual([receiver.received.length, (await deliveriesOf(opened, endpoint.id))[0]?.attempts], [1, 2]);
  await doomed.database.close();
});

test('events and deliveries are swept after 30 days, endpoints are not', async () => {
  await using receiver = await startWebhookReceiver();
  await using opened = await openTestWebhooks();
  const endpoint = await opened.addEndpoint(receiver.url);
  await opened.happen(1);
  await opened.sendAll();
  opened.pass(29 * 86_400);
  await sweep(opened.database.database, nouns, opened.now);
  assert.equal((await deliveriesOf(opened, endpoint.id)).length, 1);
  opened.pass(2 * 86_400);
  await opened.happen(2);
  await opened.sendAll();
  await sweep(opened.database.database, nouns, opened.now);
  assert.deepEqual(
    (await deliveriesOf(opened, endpoint.id)).map(({ event }) => event.id),
    ['msg_2'],
  );
  assert.ok(await opened.webhooks.facts.findEndpoint(endpoint.id));
});
