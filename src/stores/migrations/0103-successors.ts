import type { Migration } from '../noun.ts';

/**
 * What rotations answered, until the leeway is over. They come and go in order, and there are never many: sweeping them needs no index.
 */
export const successors: Migration = {
  number: 103,
  name: 'successors',
  statements: [
    'create table successors (id text primary key, answer text not null, expires_at integer not null)',
    'alter table refresh_tokens drop column successor',
  ],
};
