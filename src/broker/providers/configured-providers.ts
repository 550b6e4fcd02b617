import { ConfigurationError } from '../../protocol/configuration-error.ts';
import type { Provider } from '../model/provider.ts';
import { mergeSettings } from '../provider-settings/merge-settings.ts';
import { providerIdOf, resolveProvider } from './resolve-provider.ts';
import type { SettingLayer } from './setting-values.ts';
import { settingsFromEnvironment } from './settings-from-environment.ts';
import { settingsFromList } from './settings-from-list.ts';

/** Where providers are configured. */
export interface ProviderSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The value of `external_auth` in the configuration file, as parsed. */
  readonly list?: unknown;
}

/** A provider that the environment, the file or both configure. It works without anything that is stored. */
export interface ConfiguredProvider {
  readonly id: string;
  /** The environment's before the file's. */
  readonly layers: readonly SettingLayer[];
  readonly provider: Provider;
}

/** Layers by the provider they are about. */
function byProvider(layers: readonly SettingLayer[]): ReadonlyMap<string, SettingLayer> {
  const found = new Map<string, SettingLayer>();
  for (const layer of layers) {
    const id = providerIdOf(layer);
    if (found.has(id)) {
      throw new ConfigurationError(layer.name('ID'), `a second provider ${JSON.stringify(id)}`, 'an id of its own for each');
    }
    found.set(id, layer);
  }
  return found;
}

/**
 * Reads every provider that the environment and the configuration file configure, in this order. Where both speak of one provider,
 * they are merged field by field, and the environment wins.
 *
 * @throws ConfigurationError naming the setting that is wrong, or the second of two providers of one place with one id.
 */
export function readConfiguredProviders({ environment, list }: ProviderSources): readonly ConfiguredProvider[] {
  const fromEnvironment = byProvider(settingsFromEnvironment(environment));
  const fromFile = byProvider(settingsFromList(list));
  return [...new Set([...fromEnvironment.keys(), ...fromFile.keys()])].map((id) => {
    const layers = [fromEnvironment.get(id), fromFile.get(id)].filter((layer) => layer !== undefined);
    return { id, layers, provider: resolveProvider(mergeSettings(layers)) };
  });
}
