import type { Migration } from '../noun.ts';

/** What an agent may get, by provider, account and scope. Rows that were made before keep their list of providers. */
export const handOutRules: Migration = {
  number: 60,
  name: 'hand-out rules',
  statements: ['alter table agents add column hand_out_rules text'],
};
