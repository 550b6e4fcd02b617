import type { Migration } from '../noun.ts';

/** Authorization requests that were pushed or wait for a sign-in, rules for requests, and what rich requests were granted. */
export const authorizationRequests: Migration = {
  number: 20,
  name: 'authorization requests',
  statements: [
    `create table authorization_tickets (
      id text primary key,
      secret_hash text not null,
      service_id integer not null,
      client_number integer not null,
      parameters text not null,
      is_pushed integer not null,
      is_signed integer not null,
      created_at integer not null,
      expires_at integer not null,
      opened_at integer,
      used_at integer
    )`,
    'create index authorization_tickets_by_expiry on authorization_tickets (expires_at)',
    'alter table services add column request_rules text',
    'alter table clients add column request_rules text',
    'alter table authorization_codes add column authorization_details text',
    'alter table grants add column authorization_details text',
    'alter table access_tokens add column authorization_details text',
  ],
};
