import type { Migration } from '../noun.ts';

/** Keys to the engine API. */
export const managementTokens: Migration = {
  number: 34,
  name: 'management tokens',
  statements: [
    `create table management_tokens (
      id text primary key,
      kind text not null,
      secret_hash text not null,
      service_id integer,
      created_at integer not null,
      revoked_at integer
    )`,
  ],
};
