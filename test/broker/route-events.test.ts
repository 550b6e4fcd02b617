import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeEvents } from '../../src/broker/webhooks/route-events.ts';
import { openTestWebhooks } from '../support/test-webhooks.ts';

test('an endpoint that is made while events are looked for is told of what happens then', async () => {
  await using opened = await openTestWebhooks();
  const { webhooks } = opened;
  let made: string | undefined;
  const listEventsToRoute: typeof webhooks.facts.listEventsToRoute = async (...asked) => {
    if (made === undefined) {
      made = (await opened.addEndpoint('http://127.0.0.1:1/')).id;
      await opened.happen(1);
    }
    return webhooks.facts.listEventsToRoute(...asked);
  };
  await routeEvents({ ...webhooks, facts: { ...webhooks.facts, listEventsToRoute } });
  assert.equal((await webhooks.facts.listDueDeliveries(made ?? '', opened.now(), 10)).length, 1);
});
