import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startBrokerProcess } from '../support/broker-process.ts';
import { json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, tokensUntil, userId } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';
import { openTestWebhooks } from '../support/test-webhooks.ts';
import { isGenuine, startWebhookReceiver } from '../support/webhook-receiver.ts';

/** Where the process dies while it writes that a refresh failed, and what the endpoint is told afterwards. */
const deaths = [
  ['failure_storing', []],
  ['failure_stored', ['connection.degraded']],
] as const;

describe('SIGKILL between a change and its news', () => {
  for (const [killedAt, told] of deaths) {
    test(`DESIGN §5: killed at ${killedAt}, the endpoint is told ${told.join() || 'nothing'}, as the connection is`, async () => {
      using folder = temporaryFolder('crash-webhook');
      const database = `sqlite:${join(folder.path, 'crash.db')}`;
      await using upstream = await startFaultyUpstream();
      await using receiver = await startWebhookReceiver();
      const provider = {
        id: 'upstream',
        type: 'oauth2',
        client_id: 'c',
        auth_url: `${upstream.url}/a`,
        token_url: `${upstream.url}/token`,
      };
      await using opened = await openTestBroker({ database, providers: providersOf(provider) });
      const connection = await keepConnection(opened, tokensUntil(opened.now() - 60));
      let secret: string;
      {
        await using before = await openTestWebhooks({ url: database });
        secret = (await before.addEndpoint(receiver.url)).secret.reveal();
      }
      upstream.script('/token', json(503, { error: 'temporarily_unavailable' }));
      const doomed = await startBrokerProcess({ database, provider, userId, leaseSeconds: 2, killedAt });
      assert.equal(await doomed.handOut(1), 'killed');
      assert.equal(receiver.received.length, 0, 'the process that announced it sent nothing');

      await using restarted = await openTestWebhooks({ url: database });
      restarted.pass(5); // the clock of the process that died may have gone on meanwhile
      await restarted.sendAll();
      await restarted.sendAll();
      assert.deepEqual(
        receiver.received.map(({ body }) => body.type),
        told,
      );
      for (const message of receiver.received) assert.ok(isGenuine(message, secret, message.timestamp));
      const kept = await opened.broker.facts.findConnection(connection.id);
      assert.equal(kept?.failure !== undefined, told.length > 0, 'the change and its news are kept together');
    });
  }
});
