import type { Migration } from '../noun.ts';

/**
 * A service may have several signing keys of one algorithm: one that it made itself, and those that its owner gave it, by their names. The ones
 * that have names already keep their place as the only key of their algorithm.
 */
export const namedSigningKeys: Migration = {
  number: 101,
  name: 'named signing keys',
  statements: [
    "alter table signing_keys add column name text not null default ''",
    'drop index signing_keys_newest',
    'create unique index signing_keys_newest on signing_keys (service_id, algorithm, name) where retires_at is null',
  ],
};
