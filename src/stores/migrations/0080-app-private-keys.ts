import type { Migration } from '../noun.ts';

/** The private keys of GitHub Apps that are set over the REST API or in the console. */
export const appPrivateKeys: Migration = {
  number: 80,
  name: 'app private keys',
  statements: ['alter table provider_settings add column app_private_key text'],
};
