import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGenuine, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

const shownOnce = /id="shown-once"[^>]* value="([^"]+)"/;

describe('webhooks and the audit log, without a script', () => {
  let server: TestConsole;
  let receiver: WebhookReceiver;
  let admin: Visitor;
  let path = '';

  before(async () => {
    server = await startConsole();
    receiver = await startWebhookReceiver();
    admin = await signUp(server);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  test('what is wrong is said beside the input, and what was typed stays', async () => {
    await admin.open('/webhooks');
    await admin.submit('/webhooks', { url: 'ftp://example.com/<b>' });
    assert.equal(admin.status, 400);
    assert.match(admin.page, /id="url-error">It must be https/);
    assert.match(admin.page, /value="ftp:\/\/example\.com\/&#60;b&#62;"/);
  });

  test('a webhook is made, and its secret is shown once', async () => {
    await admin.open('/webhooks');
    await admin.submit('/webhooks', { url: receiver.url, description: 'Pager' });
    const secret = admin.find(shownOnce);
    assert.match(secret, /^whsec_/);
    await admin.open('/webhooks');
    assert.ok(!admin.page.includes(secret));
    path = admin.find(/href="(\/webhooks\/[^"]+)"/);
    await admin.open(path);
    await admin.submit(`${path}/test`);
    assert.match(admin.page, /It is on its way/);
    await receiver.gotten(1);
    const [message] = receiver.received;
    assert.ok(message !== undefined && isGenuine(message, secret, message.timestamp));
  });

  test('a delivery is listed with its answer, and sent again', async () => {
    receiver.script({ status: 500, body: 'out of <coffee>' });
    await admin.open(path);
    await admin.submit(`${path}/deliveries/`);
    await receiver.gotten(2);
    for (let looks = 0; looks < 100 && !admin.page.includes('<strong>500</strong>'); looks++) {
      await sleep(20);
      await admin.open(path);
    }
    assert.match(admin.page, /out of &#60;coffee&#62;/);
    assert.match(admin.page, /Failing/);
    assert.equal(receiver.received[0]?.id, receiver.received[1]?.id);
  });

  test('it is disabled, changed, given a new secret and deleted', async () => {
    await admin.submit(`${path}/disable`);
    assert.match(admin.page, /An administrator disabled it/);
    await admin.submit(`${path}/enable`);
    assert.match(admin.page, /Working/);
    await admin.submit(path, { description: 'Night shift' });
    assert.match(admin.page, /value="Night shift"/);
    await admin.submit(`${path}/rotate-secret`);
    assert.match(admin.find(shownOnce), /^whsec_/);
    assert.match(admin.page, /the old secret signs too/);
    await admin.open(path);
    await admin.submit(`${path}/delete`);
    assert.match(admin.page, /The webhook is deleted.*|Nobody is told/s);
    await admin.open(path);
    assert.equal(admin.status, 404);
  });

  test('the audit log tells all of it, filtered by an address that can be kept, and is exported', async () => {
    await admin.open('/audit');
    for (const event of ['webhook_created', 'webhook_updated', 'webhook_secret_rotated', 'webhook_deleted'])
      assert.match(admin.page, new RegExp(`<h3><code>${event}`));
    await admin.submit('/audit', { event: 'webhook_created' });
    assert.equal(admin.path, '/audit?event=webhook_created');
    assert.doesNotMatch(admin.page, /<h3><code>webhook_deleted/);
    const exported = await admin.browser.request(`${server.url}${admin.find(/href="(\/api\/v2\/audit\/export[^"]*)"/)}`);
    assert.equal(exported.headers.get('content-type'), 'application/jsonl');
    const lines = (await exported.text()).trim().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).event),
      ['webhook_created'],
    );
  });
});
