import type { Migration } from '../noun.ts';

/** The profiles of services and clients, and what answers to clients are signed with. */
export const profiles: Migration = {
  number: 28,
  name: 'profiles',
  statements: [
    'alter table services add column profiles text',
    'alter table clients add column profiles text',
    'alter table clients add column authorization_signed_response_alg text',
    'alter table clients add column introspection_signed_response_alg text',
  ],
};
