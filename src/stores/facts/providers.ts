import type { ProviderFacts } from '../../broker/provider-settings/catalog.ts';
import type { Database } from '../database.ts';
import { countConnections, findProvidersVersion, listStoredProviders } from '../nouns/provider-settings.ts';

/** What is asked about providers, answered by the database. */
export const providerFacts = (database: Database): ProviderFacts => ({
  findProvidersVersion: () => database.askOne(findProvidersVersion, { singleton: 1 }),
  listStoredProviders: () => database.askMany(listStoredProviders, {}),
  countConnections: async () => new Map(await database.askMany(countConnections, {})),
});
