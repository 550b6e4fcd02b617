import type { Migration } from '../noun.ts';

/** Refresh tokens. They are found by id only, and end with their grant. */
export const refreshTokens: Migration = {
  number: 15,
  name: 'refresh tokens',
  statements: [
    `create table refresh_tokens (
      id text primary key,
      secret_hash text not null,
      grant_id text not null,
      access_token_id text not null,
      created_at integer not null,
      expires_at integer not null,
      rotated_at integer,
      successor text
    )`,
    'create index refresh_tokens_by_expiry on refresh_tokens (expires_at)',
  ],
};
