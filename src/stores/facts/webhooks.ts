import type { WebhookFacts } from '../../broker/webhooks/ports.ts';
import type { Database } from '../database.ts';
import { findDelivery, listDeliveries, listDueDeliveries } from '../nouns/find-webhook-deliveries.ts';
import { listEndedConnections } from '../nouns/list-ended-connections.ts';
import { findWebhookEndpoint, listWebhookEndpoints } from '../nouns/webhook-endpoints.ts';
import { listEventsToRoute } from '../nouns/webhook-events.ts';

/** Behind every id: its letters are digits and ASCII letters. */
const afterAllIds = '~';

/** What webhooks ask, answered by the database. */
export const webhookFacts = (database: Database): WebhookFacts => ({
  listEndpoints: () => database.askMany(listWebhookEndpoints, {}),
  findEndpoint: (id) => database.askOne(findWebhookEndpoint, { id }),
  listEventsToRoute: (now, limit) => database.askMany(listEventsToRoute, { now, limit }),
  listDueDeliveries: (endpointId, now, limit) => database.askMany(listDueDeliveries, { endpoint_id: endpointId, now, limit }),
  listEndedConnections: (since, now, limit) => database.askMany(listEndedConnections, { since, now, limit }),
  findDelivery: (id) => database.askOne(findDelivery, { id }),
  listDeliveries: ({ endpointId, state = '', before = afterAllIds, limit }) =>
    database.askMany(listDeliveries, { endpoint_id: endpointId, state, before, limit }),
});
