import type { Migration } from '../noun.ts';

/** Whose tokens are exchanged for which, and the tokens that were spent where each is good once. */
export const federationPolicies: Migration = {
  number: 81,
  name: 'federation policies',
  statements: [
    `create table federation_policies (
      name text primary key,
      policy text not null,
      version integer not null,
      created_at integer not null,
      updated_at integer not null,
      updated_by text not null
    )`,
    'create table federation_uses (key text primary key, expires_at integer not null)',
    'create index federation_uses_by_end on federation_uses (expires_at)',
  ],
};
