import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPostgres } from '../support/postgres.ts';
import { openTestWebhooks } from '../support/test-webhooks.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

test('two nodes on PostgreSQL send each delivery once when nothing fails', async () => {
  const url = await postgres.createSchema();
  await using slow = await startWebhookReceiver();
  await using quick = await startWebhookReceiver();
  slow.script(new Promise((resolve) => setTimeout(() => resolve({ status: 204 }), 50)));
  await using first = await openTestWebhooks({ url });
  await using second = await openTestWebhooks({ url });
  await first.addEndpoint(slow.url);
  await second.addEndpoint(quick.url, { eventTypes: ['connection.degraded'] });
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  await Promise.all(numbers.map((number) => (number % 2 === 0 ? first : second).happen(number)));
  for (let round = 0; round < 3; round++) await Promise.all([first.sendAll(), second.sendAll(), first.sendAll()]);
  for (const { received } of [slow, quick]) {
    assert.equal(received.length, 100);
    assert.equal(new Set(received.map(({ id }) => id)).size, 100);
  }
  const attempts = [...first.reports, ...second.reports];
  assert.equal(attempts.length, 200);
  assert.ok(attempts.every((report) => report.report === 'attempted' && report.outcome === 'delivered'));
});

test('a failure on one node is tried again by the other, under the same id', async () => {
  const url = await postgres.createSchema();
  await using receiver = await startWebhookReceiver();
  receiver.script({ status: 503 }, { status: 204 });
  await using first = await openTestWebhooks({ url });
  await using second = await openTestWebhooks({ url });
  await first.addEndpoint(receiver.url);
  await first.happen(1);
  await first.sendAll();
  second.pass(10);
  await second.sendAll();
  assert.deepEqual(
    receiver.received.map(({ id }) => id),
    ['msg_1', 'msg_1'],
  );
});
