import type { Migration } from '../noun.ts';

/** Personal API tokens. */
export const apiTokens: Migration = {
  number: 32,
  name: 'api tokens',
  statements: [
    `create table api_tokens (
      id text primary key,
      secret_hash text not null,
      user_id text not null,
      name text not null,
      scopes text,
      created_at integer not null,
      expires_at integer,
      last_used_at integer
    )`,
    'create unique index api_tokens_by_user_and_name on api_tokens (user_id, name)',
  ],
};
