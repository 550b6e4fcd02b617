import type { Migration } from '../noun.ts';

/** Client secrets, found by client at every authentication. */
export const clientSecrets: Migration = {
  number: 13,
  name: 'client secrets',
  statements: [
    `create table client_secrets (
      id text primary key,
      client_number integer not null,
      secret_hash text not null,
      truncated text not null,
      created_at integer not null,
      last_used_at integer
    )`,
    'create index client_secrets_by_client on client_secrets (client_number)',
  ],
};
