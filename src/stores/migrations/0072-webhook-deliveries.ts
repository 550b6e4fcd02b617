import type { Migration } from '../noun.ts';

/** Events on their way to endpoints. What is due is found by endpoint, so that none waits behind another's backlog. */
export const webhookDeliveries: Migration = {
  number: 72,
  name: 'webhook deliveries',
  statements: [
    `create table webhook_deliveries (
      id text primary key,
      endpoint_id text not null,
      event_id text not null,
      state text not null,
      attempts integer not null,
      next_attempt_at integer,
      lease_until integer,
      last_attempt_at integer,
      last_status integer,
      last_words text,
      last_milliseconds integer,
      created_at integer not null
    )`,
    'create unique index webhook_deliveries_by_event on webhook_deliveries (event_id, endpoint_id)',
    'create index webhook_deliveries_by_endpoint on webhook_deliveries (endpoint_id, id)',
    "create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_attempt_at) where state = 'pending'",
    'create index webhook_deliveries_by_time on webhook_deliveries (created_at)',
  ],
};
