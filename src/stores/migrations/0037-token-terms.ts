import type { Migration } from '../noun.ts';

/** What callers of the engine lay down for tokens, and what rides along with them. */
export const tokenTerms: Migration = {
  number: 37,
  name: 'token terms',
  statements: [
    'alter table authorization_codes add column terms text',
    'alter table grants add column terms text',
    'alter table access_tokens add column properties text',
  ],
};
