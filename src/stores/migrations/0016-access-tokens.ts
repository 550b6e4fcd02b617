import type { Migration } from '../noun.ts';

/** Access tokens. They are found by id only, and end with their grant, client or secret. */
export const accessTokens: Migration = {
  number: 16,
  name: 'access tokens',
  statements: [
    `create table access_tokens (
      id text primary key,
      secret_hash text not null,
      service_id integer not null,
      client_number integer not null,
      subject text,
      grant_id text,
      client_secret_id text,
      scopes text not null,
      resources text not null,
      created_at integer not null,
      expires_at integer not null,
      revoked_at integer
    )`,
    'create index access_tokens_by_expiry on access_tokens (expires_at)',
  ],
};
