import { ConfigurationError } from '../../protocol/configuration-error.ts';
import type { Provider } from '../model/provider.ts';
import { resolveProvider } from './resolve-provider.ts';
import { settingsFromEnvironment } from './settings-from-environment.ts';
import { settingsFromList } from './settings-from-list.ts';

/** Where providers are configured. */
export interface ProviderSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The value of `external_auth` in the configuration file, as parsed. */
  readonly list?: unknown;
}

/**
 * Decodes every provider's settings: those of the environment first, then those of the configuration file.
 *
 * @throws ConfigurationError naming the setting that is wrong, or the second of two providers with one id.
 */
export function decodeProviderSettings({ environment, list }: ProviderSources): readonly Provider[] {
  const providers: Provider[] = [];
  for (const settings of [...settingsFromEnvironment(environment), ...settingsFromList(list)]) {
    const provider = resolveProvider(settings);
    if (providers.some(({ id }) => id === provider.id)) {
      throw new ConfigurationError(settings.name('ID'), `a second provider ${JSON.stringify(provider.id)}`, 'an id of its own for each');
    }
    providers.push(provider);
  }
  return providers;
}
