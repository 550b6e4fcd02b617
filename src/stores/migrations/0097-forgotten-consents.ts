import type { Migration } from '../noun.ts';

/** Consents that are to be asked for again, although the tokens they led to live on. */
export const forgottenConsents: Migration = {
  number: 97,
  name: 'forgotten consents',
  statements: ['alter table grants add column consent_forgotten integer'],
};
