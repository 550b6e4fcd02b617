import type { Migration } from '../noun.ts';

/** What keys to the engine API are called, and what they are good for. */
export const managementTokenRights: Migration = {
  number: 99,
  name: 'management token rights',
  statements: [
    "alter table management_tokens add column name text not null default ''",
    'alter table management_tokens add column rights text',
    'alter table management_tokens add column last_used_at integer',
    'create index management_tokens_by_service on management_tokens (service_id)',
  ],
};
