import type { Migration } from '../noun.ts';

/** The audit trail. */
export const auditEvents: Migration = {
  number: 48,
  name: 'audit events',
  statements: [
    `create table audit_events (
      sequence integer primary key,
      at integer not null,
      event text not null,
      actor text not null,
      target text,
      address text,
      request_id text,
      details text,
      previous_hash text not null,
      hash text not null
    )`,
  ],
};
