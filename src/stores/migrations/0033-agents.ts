import type { Migration } from '../noun.ts';

/** Workloads acting for users. */
export const agents: Migration = {
  number: 33,
  name: 'agents',
  statements: [
    `create table agents (
      id text primary key,
      secret_hash text not null,
      user_id text not null,
      name text not null,
      allowed_providers text,
      created_at integer not null,
      expires_at integer,
      last_used_at integer,
      revoked_at integer
    )`,
    'create unique index agents_by_user_and_name on agents (user_id, name) where revoked_at is null',
  ],
};
