import type { Migration } from '../noun.ts';

/** One-time links to the first user's page. */
export const setupLinks: Migration = {
  number: 35,
  name: 'setup links',
  statements: [
    `create table setup_links (
      id text primary key,
      secret_hash text not null,
      created_at integer not null,
      expires_at integer not null
    )`,
    'create index setup_links_by_expiry on setup_links (expires_at)',
  ],
};
