import type { Migration } from '../noun.ts';

/** Whom a service believes about client instances. */
export const attestationRules: Migration = {
  number: 27,
  name: 'attestation rules',
  statements: ['alter table services add column attestation_rules text'],
};
