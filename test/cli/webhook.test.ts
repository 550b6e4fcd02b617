import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { startFreshServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { isGenuine, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { recordingTerminal } from './support.ts';

describe('grantry webhook and audit', () => {
  const folder = temporaryFolder('webhook-cli');
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let receiver: WebhookReceiver;

  const run = async (...words: string[]): Promise<{ readonly code: string; readonly out: string; readonly said: string }> => {
    const terminal = recordingTerminal({ GRANTRY_URL: server.url, GRANTRY_TOKEN: server.owner.api_token });
    const code = await runCli([clientCommands, serverCommands], words, terminal);
    return { code, out: terminal.printed.join(''), said: terminal.said.join('\n') };
  };
  const json = async (...words: string[]) => {
    const { code, out, said } = await run(...words, '-o', 'json');
    assert.equal(code, 'done', said);
    return JSON.parse(out);
  };

  before(async () => {
    receiver = await startWebhookReceiver();
    server = await startFreshServer({ GRANTRY_WEBHOOK_ALLOW_PRIVATE: 'true' });
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  test('a webhook is made, tested, looked at, replayed, changed and deleted', async () => {
    const made = await run('webhook', 'create', receiver.url, '--event', 'connection.degraded', '--description', 'Pager');
    assert.match(made.out, /^whsec_\S+\n$/);
    const [webhook] = (await json('webhook', 'list')).webhooks;
    assert.match(made.said, new RegExp(`Made webhook ${webhook.id}\\.`));
    assert.match((await run('webhook', 'list')).out, /connection\.degraded +ok +Pager\n$/);
    assert.deepEqual(await json('webhook', 'show', webhook.id), webhook);

    assert.match((await run('webhook', 'test', webhook.id)).said, /on its way/);
    await receiver.gotten(1);
    const [message] = receiver.received;
    assert.ok(message !== undefined && isGenuine(message, made.out.trim(), message.timestamp));
    const deliveries = async () => (await json('webhook', 'deliveries', webhook.id)).deliveries;
    while ((await deliveries())[0].state !== 'delivered') await new Promise((resolve) => setTimeout(resolve, 20));
    const [delivery] = await deliveries();
    assert.match((await run('webhook', 'deliveries', webhook.id)).out, /endpoint\.test +delivered +1 +\S+ +204/);
    assert.match((await run('webhook', 'replay', webhook.id, delivery.id)).said, /on its way again/);
    await receiver.gotten(2);
    assert.equal(receiver.received[1]?.id, message.id);

    const rotated = await run('webhook', 'rotate-secret', webhook.id, '--overlap', '1h');
    assert.match(rotated.out, /^whsec_/);
    assert.notEqual(rotated.out, made.out);
    assert.match(
      (await run('webhook', 'update', webhook.id, '--disable', '--all-events')).out,
      /^events +all\nstate +disabled \(operator\)$/m,
    );
    assert.equal((await json('webhook', 'update', webhook.id, '--enable')).enabled, true);
    assert.match((await run('webhook', 'delete', webhook.id)).said, /Deleted/);
    assert.equal((await json('webhook', 'list')).webhooks.length, 0);
  });

  test('what is wrong is said by field, and nothing to change is a mistake', async () => {
    const bad = await run('webhook', 'create', 'ftp://example.com');
    assert.deepEqual([bad.code, /url: It must be https/.test(bad.said)], ['failed', true], bad.said);
    assert.match((await run('webhook', 'update', 'x')).said, /nothing to change/);
    assert.match((await run('webhook', 'update', 'x', '--enable', '--disable')).said, /contradict/);
    assert.match((await run('webhook', 'show', 'x')).said, /no such webhook/);
  });

  test('the audit trail is listed, exported and verified, and a change to a copy is found', async () => {
    assert.match(
      (await run('audit', 'list', '--event', 'webhook_created')).out,
      /webhook_created +user:\S+ +webhook:\S+ +127\.0\.0\.1 +url=http/,
    );
    const verified = await run('audit', 'verify');
    assert.match(verified.said, /none changed and none missing/);

    const { out } = await run('audit', 'export');
    const lines = out.trimEnd().split('\n');
    const verify = (name: string, changed: readonly string[]) => {
      const file = join(folder.path, name);
      writeFileSync(file, `${changed.join('\n')}\n`);
      return run('audit', 'verify', file);
    };
    const whole = await verify('whole.jsonl', lines);
    assert.deepEqual([whole.code, whole.out], ['done', verified.out]);
    const changed = lines.map((line, index) => (index === 2 ? line.replace(/"actor":"[^"]*"/, '"actor":"system"') : line));
    assert.match((await verify('changed.jsonl', changed)).said, /the trail is broken at event \d+/);
    assert.match((await verify('gap.jsonl', lines.toSpliced(1, 1))).said, /the trail is broken at event \d+/);
    assert.match((await verify('short.jsonl', lines.slice(0, -1))).said, /begins with event 2/);
    for (const line of ['words', 'null', '[1]', '{"at":"now"}'])
      assert.match((await verify('words.jsonl', [line])).said, /line 1: no event/);
    for (const nothing of [join(folder.path, 'nowhere'), folder.path])
      assert.match((await run('audit', 'verify', nothing)).said, /^grantry: \S+ cannot be read: /);
  });
});
