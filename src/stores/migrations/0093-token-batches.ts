import type { Migration } from '../noun.ts';

/** What became of tokens that were made many at once. */
export const tokenBatches: Migration = {
  number: 93,
  name: 'token batches',
  statements: [
    `create table token_batches (
      id text primary key,
      service_id integer not null,
      failure text,
      token_count integer not null,
      created_at integer not null,
      expires_at integer not null
    )`,
    'create index token_batches_by_expiry on token_batches (expires_at)',
  ],
};
