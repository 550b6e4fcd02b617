import type { Migration } from '../noun.ts';

/** Devices that ask without a browser (RFC 8628), and how each service lets them. */
export const deviceAuthorizations: Migration = {
  number: 94,
  name: 'device authorizations',
  statements: [
    'alter table services add column device_rules text',
    `create table device_authorizations (
      id text primary key,
      secret_hash text not null,
      service_id integer not null,
      client_number integer not null,
      user_code text,
      scopes text not null,
      resources text not null,
      authorization_details text,
      claims_request text,
      max_age integer,
      acr_request text not null,
      poll_interval integer not null,
      last_polled_at integer,
      outcome text,
      created_at integer not null,
      expires_at integer not null
    )`,
    'create unique index device_authorizations_by_user_code on device_authorizations (user_code)',
    'create index device_authorizations_by_expiry on device_authorizations (expires_at)',
  ],
};
