import type { Migration } from '../noun.ts';

/** Events, written with what they tell of. Few are without deliveries at a time: those are found by when they are due. */
export const webhookEvents: Migration = {
  number: 71,
  name: 'webhook events',
  statements: [
    `create table webhook_events (
      id text primary key,
      type text not null,
      at integer not null,
      payload text not null,
      due_at integer not null,
      routed_at integer
    )`,
    'create index webhook_events_to_route on webhook_events (due_at) where routed_at is null',
    'create index webhook_events_by_time on webhook_events (at)',
  ],
};
