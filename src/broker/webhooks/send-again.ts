import type { WebhookDelivery, WebhookEvent } from '../model/webhook.ts';
import { eventIdOf, eventPayload } from './announce.ts';
import type { Webhooks } from './ports.ts';
import { newDelivery } from './route-events.ts';

/** Sends a test to one endpoint, whatever events it asked for. @returns undefined if there is no such endpoint. */
export async function testEndpoint(webhooks: Webhooks, endpointId: string): Promise<WebhookDelivery | undefined> {
  const { facts, commit, mint, clock } = webhooks;
  if ((await facts.findEndpoint(endpointId)) === undefined) return undefined;
  const now = clock();
  const about = { type: 'endpoint.test', at: now, data: { endpoint_id: endpointId } } as const;
  // It is routed already: to this endpoint, and no other.
  const event: WebhookEvent = { ...about, id: eventIdOf(mint.id()), payload: eventPayload(about), dueAt: now, routedAt: now };
  const delivery = newDelivery(mint.id(), endpointId, event, now);
  await commit([
    { change: 'insert_test_event', event },
    { change: 'insert_delivery', delivery },
  ]);
  return delivery;
}

/**
 * Sends a delivery again, with all its attempts before it and the same `webhook-id`.
 *
 * @returns undefined if the endpoint has no such delivery, or an attempt is under way.
 */
export async function replayDelivery(webhooks: Webhooks, endpointId: string, deliveryId: string): Promise<WebhookDelivery | undefined> {
  const { facts, commit, clock } = webhooks;
  const { outcome } = await commit([{ change: 'replay_delivery', deliveryId, endpointId, at: clock() }]);
  return outcome === 'committed' ? facts.findDelivery(deliveryId) : undefined;
}
