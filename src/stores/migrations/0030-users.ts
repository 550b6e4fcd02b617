import type { Migration } from '../noun.ts';

/** People, and the one row that says the deployment is held. */
export const users: Migration = {
  number: 30,
  name: 'users',
  statements: [
    `create table users (
      id text primary key,
      email text not null,
      username text not null,
      name text not null,
      role text not null,
      status text not null,
      password_hash text,
      created_at integer not null,
      updated_at integer not null,
      last_seen_at integer
    )`,
    'create unique index users_by_email on users (email)',
    'create unique index users_by_username on users (lower(username))',
    `create table ownership (
      singleton integer primary key check (singleton = 1),
      version integer not null,
      first_user_id text not null,
      claimed_at integer not null
    )`,
  ],
};
