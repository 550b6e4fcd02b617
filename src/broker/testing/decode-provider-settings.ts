import type { Provider } from '../model/provider.ts';
import { type ProviderSources, readConfiguredProviders } from '../providers/configured-providers.ts';

/**
 * The providers that settings configure, without where each setting is from.
 *
 * @throws ConfigurationError as {@link readConfiguredProviders} does
 */
export const decodeProviderSettings = (sources: ProviderSources): readonly Provider[] =>
  readConfiguredProviders(sources).map(({ provider }) => provider);
