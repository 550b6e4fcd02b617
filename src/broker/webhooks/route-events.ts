import type { WebhookDelivery, WebhookEndpoint, WebhookEvent } from '../model/webhook.ts';
import type { WebhookChange } from './changes.ts';
import type { Webhooks } from './ports.ts';

/** Whether an endpoint is told of an event: it is enabled, wants the type, and was there when it happened. */
const wantsEvent = (
  { disabled, eventTypes, createdAt }: Pick<WebhookEndpoint, 'disabled' | 'eventTypes' | 'createdAt'>,
  { type, at }: Pick<WebhookEvent, 'type' | 'at'>,
): boolean => disabled === undefined && createdAt <= at && (eventTypes.length === 0 || eventTypes.includes(type));

/** A delivery that is to be made at once. */
export const newDelivery = (id: string, endpointId: string, event: WebhookEvent, now: WebhookEvent['at']): WebhookDelivery => ({
  id,
  endpointId,
  event,
  state: 'pending',
  attempts: 0,
  nextAttemptAt: now,
  leaseUntil: undefined,
  lastAttempt: undefined,
  createdAt: now,
});

const eventsPerRound = 100;

/**
 * Makes the deliveries of events that were announced: one for each endpoint that wants the event. Another node that makes them first
 * wins; each event is routed once.
 *
 * @returns whether there may be more.
 */
export async function routeEvents({ facts, commit, clock, mint }: Webhooks): Promise<boolean> {
  const now = clock();
  const events = await facts.listEventsToRoute(now, eventsPerRound);
  if (events.length === 0) return false;
  const endpoints = await facts.listEndpoints(); // after the events: each is routed once, to all that were there when it happened
  const route = (event: WebhookEvent): Promise<unknown> => {
    const deliveries = endpoints
      .filter((endpoint) => wantsEvent(endpoint, event))
      .map((endpoint): WebhookChange => ({ change: 'insert_delivery', delivery: newDelivery(mint.id(), endpoint.id, event, now) }));
    return commit([{ change: 'route_event', eventId: event.id, at: now }, ...deliveries]);
  };
  await Promise.all(events.map(route));
  return events.length === eventsPerRound;
}
