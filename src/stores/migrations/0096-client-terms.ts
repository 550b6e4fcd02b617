import type { Migration } from '../noun.ts';

/** What is laid down for clients and said of them, whether they are locked, and who made them. */
export const clientTerms: Migration = {
  number: 96,
  name: 'client terms',
  statements: [
    'alter table clients add column locked integer',
    'alter table clients add column terms text',
    'alter table clients add column description text',
    'alter table clients add column developer text',
    'create index clients_by_developer on clients (service_id, developer)',
  ],
};
