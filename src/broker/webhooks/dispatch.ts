import type { WebhookEndpoint } from '../model/webhook.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import type { Webhooks } from './ports.ts';
import { routeEvents } from './route-events.ts';

/** Sends what is due from this process. */
export interface Dispatcher {
  /** Makes deliveries of new events and begins those that are due, as far as there is room; settles once they are begun. */
  dispatch(): Promise<void>;
  /** Settles when nothing is under way. */
  finish(): Promise<void>;
}

/** Attempts under way to one endpoint: a slow receiver keeps few of our connections, and none from the others. */
const perEndpoint = 4;

/**
 * Makes a process's dispatcher.
 *
 * @param onDelivered called when an attempt is over, and there is room for the next.
 * @param onFailure told when the store failed; the delivery is found again when its lease lapsed.
 */
export function createDispatcher(webhooks: Webhooks, onDelivered: () => void, onFailure: (error: unknown) => void): Dispatcher {
  const underWay = new Map<string, { readonly endpointId: string; readonly attempt: Promise<void> }>();

  const beginDue = async (endpoint: WebhookEndpoint): Promise<void> => {
    const busy = [...underWay.values()].filter(({ endpointId }) => endpointId === endpoint.id).length;
    // Those this process is about to claim are still due in the store.
    const due = busy >= perEndpoint ? [] : await webhooks.facts.listDueDeliveries(endpoint.id, webhooks.clock(), perEndpoint + busy);
    const isNew = due.filter(({ id }) => !underWay.has(id));
    for (const delivery of isNew.slice(0, perEndpoint - busy)) {
      const attempt = deliverWebhook(webhooks, endpoint, delivery)
        .catch(onFailure)
        .finally(() => {
          underWay.delete(delivery.id);
          onDelivered();
        });
      underWay.set(delivery.id, { endpointId: endpoint.id, attempt });
    }
  };

  return {
    dispatch: async () => {
      while (await routeEvents(webhooks));
      const endpoints = await webhooks.facts.listEndpoints();
      const now = webhooks.clock();
      const ready = endpoints.filter(({ disabled, pausedUntil }) => disabled === undefined && (pausedUntil ?? 0) <= now);
      await Promise.all(ready.map(beginDue));
    },
    finish: async () => {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ attempt }) => attempt));
    },
  };
}
