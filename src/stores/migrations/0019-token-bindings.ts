import type { Migration } from '../noun.ts';

/** The keys that tokens are bound to, and what must be bound. */
export const tokenBindings: Migration = {
  number: 19,
  name: 'token bindings',
  statements: [
    'alter table services add column binding_rules text',
    'alter table clients add column binding_rules text',
    'alter table authorization_codes add column dpop_jkt text',
    'alter table grants add column cnf text',
    'alter table access_tokens add column cnf text',
  ],
};
