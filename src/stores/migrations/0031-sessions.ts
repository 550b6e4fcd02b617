import type { Migration } from '../noun.ts';

/** Signed-in browsers and command lines. */
export const sessions: Migration = {
  number: 31,
  name: 'sessions',
  statements: [
    `create table sessions (
      id text primary key,
      secret_hash text not null,
      user_id text not null,
      user_agent text not null,
      address text not null,
      created_at integer not null,
      last_used_at integer not null,
      expires_at integer not null
    )`,
    'create index sessions_by_user on sessions (user_id)',
    'create index sessions_by_expiry on sessions (expires_at)',
  ],
};
