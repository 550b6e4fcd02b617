import type { Migration } from '../noun.ts';

/** The keyring's data keys, and how far each sealed column is on its way to the newest. */
export const dataKeys: Migration = {
  number: 1,
  name: 'data-keys',
  statements: [
    `create table data_keys (
      id text primary key,
      wrapped text not null,
      state text not null,
      created_at integer not null,
      retired_at integer
    )`,
    // Two nodes that make the first key at once, or rotate at once, must not both succeed.
    `create unique index data_keys_active on data_keys (state) where state = 'active'`,
    `create table resealing (
      place text primary key,
      data_key_id text not null,
      position text not null,
      finished integer not null
    )`,
  ],
};
