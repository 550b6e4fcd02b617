import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { healthOf } from '../../src/broker/health.ts';
import type { ConnectionTokens } from '../../src/broker/model/connection.ts';
import { announceExpiries } from '../../src/broker/webhooks/announce-expiry.ts';
import { startPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';
import { openTestWebhooks } from '../support/test-webhooks.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

const folder = temporaryFolder('expiry');
const postgres = await startPostgres();
after(async () => {
  await postgres.stop();
  folder[Symbol.dispose]();
});

const databases = { SQLite: async () => `sqlite:${join(folder.path, 'expiry.db')}`, PostgreSQL: () => postgres.createSchema() };

for (const [name, makeUrl] of Object.entries(databases)) {
  test(`${name}: an end that nothing renews is told once, and counts as its health says`, async () => {
    const url = await makeUrl();
    await using receiver = await startWebhookReceiver();
    await using opened = await openTestBroker({ database: url });
    await using webhooks = await openTestWebhooks({ url });
    await webhooks.addEndpoint(receiver.url);
    const now = opened.now();
    const unrenewable = (expiresAt: number): ConnectionTokens => ({ ...tokensUntil(expiresAt), refreshToken: undefined });
    const kept = [
      await keepConnection(opened, unrenewable(now + 60), 'ended'),
      await keepConnection(opened, tokensUntil(now + 60), 'renewed'),
      await keepConnection(opened, unrenewable(now + 7200), 'soon'),
      await keepConnection(opened, tokensUntil(undefined), 'endless'),
      await keepConnection(opened, unrenewable(now - 90_000), 'long ago'),
    ];
    await announceExpiries(webhooks.webhooks);
    await webhooks.sendAll();
    assert.equal(receiver.received.length, 0);

    webhooks.pass(61);
    for (let round = 0; round < 3; round++) {
      await announceExpiries(webhooks.webhooks);
      await webhooks.sendAll();
      webhooks.pass(60);
    }
    assert.deepEqual(
      receiver.received.map(({ body }) => [body.type, body.data.user_id, body.data.cause]),
      [['connection.needs_reauth', 'ended', 'The token expired and cannot be refreshed.']],
    );

    const at = webhooks.now();
    const expected: Record<string, number> = {};
    for (const connection of kept) {
      const { state } = healthOf(connection, true, at);
      expected[state] = (expected[state] ?? 0) + 1;
    }
    const counts = await opened.broker.facts.countConnections(at);
    assert.deepEqual(Object.fromEntries(counts.map(({ health, count }) => [health, count])), expected);
  });
}
