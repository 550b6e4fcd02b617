import type { Migration } from '../noun.ts';

/** Servers that are told of events, with the secrets their messages are signed with. */
export const webhookEndpoints: Migration = {
  number: 70,
  name: 'webhook endpoints',
  statements: [
    `create table webhook_endpoints (
      id text primary key,
      url text not null,
      description text not null,
      event_types text not null,
      secret text not null,
      previous_secret text,
      previous_secret_until integer,
      created_by text not null,
      created_at integer not null,
      updated_at integer not null,
      revision integer not null,
      disabled_reason text,
      disabled_at integer,
      failing_since integer,
      paused_until integer
    )`,
  ],
};
