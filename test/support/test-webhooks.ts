import assert from 'node:assert/strict';
import type { BrokerChange } from '../../src/broker/changes.ts';
import type { WebhookEndpoint } from '../../src/broker/model/webhook.ts';
import { announce } from '../../src/broker/webhooks/announce.ts';
import { createWebhooks, type WebhookOptions } from '../../src/broker/webhooks/create-webhooks.ts';
import { createDispatcher } from '../../src/broker/webhooks/dispatch.ts';
import type { EndpointInput } from '../../src/broker/webhooks/judge-endpoint-input.ts';
import { createEndpoint } from '../../src/broker/webhooks/manage-endpoints.ts';
import type { WebhookReport, Webhooks } from '../../src/broker/webhooks/ports.ts';
import { type EpochSeconds, epochSeconds } from '../../src/protocol/units.ts';
import { webhookFacts } from '../../src/stores/facts/webhooks.ts';
import { createMint } from '../../src/stores/mint.ts';
import { type OpenDatabase, openDatabase } from '../../src/stores/open-database.ts';
import { testMasterKey } from './test-broker.ts';

/** Webhooks over a database, at a time the test sets. */
export interface TestWebhooks extends AsyncDisposable {
  readonly webhooks: Webhooks;
  readonly database: OpenDatabase;
  readonly reports: readonly WebhookReport[];
  readonly now: () => EpochSeconds;
  /** Moves the clock on. */
  pass(seconds: number): void;
  /** Sends everything that is due now, and what becomes due by it. */
  sendAll(): Promise<void>;
  /** Makes an endpoint that takes every event. */
  addEndpoint(url: string, input?: EndpointInput): Promise<WebhookEndpoint>;
  /** Announces a numbered event. */
  happen(number: number): Promise<void>;
}

/** Opens them, over a database of their own or the one of the URL. */
export async function openTestWebhooks(options: Partial<WebhookOptions> & { readonly url?: string } = {}): Promise<TestWebhooks> {
  const { url = 'sqlite::memory:', ...settings } = options;
  const database = await openDatabase({ url, masterKey: testMasterKey });
  let now = Math.floor(Date.now() / 1000);
  const clock = (): EpochSeconds => epochSeconds(now);
  const reports: WebhookReport[] = [];
  const webhooks = createWebhooks({
    facts: webhookFacts(database),
    commit: database.commit,
    clock,
    mint: createMint(),
    allowPrivate: true,
    report: (report) => reports.push(report),
    ...settings,
  });
  const fail = (error: unknown): never => {
    throw error;
  };
  let isNews = false;
  const dispatcher = createDispatcher(
    webhooks,
    () => {
      isNews = true;
    },
    fail,
  );
  return {
    webhooks,
    database,
    reports,
    now: clock,
    pass: (seconds) => {
      now += seconds;
    },
    sendAll: async () => {
      do {
        isNews = false;
        await dispatcher.dispatch();
        await dispatcher.finish();
      } while (isNews);
    },
    addEndpoint: async (to, input = {}) => {
      const made = await createEndpoint(webhooks, { url: to, ...input }, 'user-1');
      assert.ok(made.action === 'saved', JSON.stringify(made));
      return made.endpoint;
    },
    happen: async (number) => {
      const news = announce({ id: `msg_${number}`, type: 'connection.degraded', at: clock(), data: { number } });
      await database.commit<BrokerChange>([news]);
    },
    [Symbol.asyncDispose]: async () => {
      await dispatcher.finish();
      await database.close();
    },
  };
}
