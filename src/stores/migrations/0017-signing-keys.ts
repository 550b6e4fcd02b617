import type { Migration } from '../noun.ts';

/** Signing keys, a handful per service. */
export const signingKeys: Migration = {
  number: 17,
  name: 'signing keys',
  statements: [
    `create table signing_keys (
      id text primary key,
      service_id integer not null,
      algorithm text not null,
      public_jwk text not null,
      private_jwk text not null,
      created_at integer not null,
      active_from integer not null,
      retires_at integer
    )`,
    'create index signing_keys_by_service on signing_keys (service_id)',
  ],
};
