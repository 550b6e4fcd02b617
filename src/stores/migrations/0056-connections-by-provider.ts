import type { Migration } from '../noun.ts';

/** How many connections a provider has, and which, without walking past everybody's tokens. */
export const connectionsByProvider: Migration = {
  number: 56,
  name: 'connections by provider',
  statements: ['create index connections_by_provider on connections (provider_id, id)'],
};
