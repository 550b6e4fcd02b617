import type { Migration } from '../noun.ts';

/** The keys that providers' access tokens are bound to, sealed. */
export const dpopKeys: Migration = {
  number: 54,
  name: 'dpop_keys',
  statements: ['alter table connections add column dpop_key text'],
};
