import type { Migration } from '../noun.ts';

/** How a service's tokens live, what it offers, what its answers leave out, and what it says of itself. */
export const serviceRules: Migration = {
  number: 98,
  name: 'service rules',
  statements: [
    'alter table services add column token_rules text',
    'alter table services add column offer_rules text',
    'alter table services add column answer_rules text',
    'alter table services add column description text',
    'alter table services add column created_at integer',
    'alter table services add column updated_at integer',
  ],
};
