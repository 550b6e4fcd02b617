import type { Migration } from '../noun.ts';

/** What rotations answered, until the leeway is over. */
export const successors: Migration = {
  number: 103,
  name: 'successors',
  statements: [
    'create table successors (id text primary key, answer text not null, expires_at integer not null)',
    'create index successors_by_expiry on successors (expires_at)',
    'alter table refresh_tokens drop column successor',
  ],
};
