import { ConfigurationError } from '../../protocol/configuration-error.ts';
import type { Provider } from '../model/provider.ts';
import type { StoredProvider } from '../model/stored-provider.ts';
import type { ConfiguredProvider } from '../providers/configured-providers.ts';
import { resolveProvider } from '../providers/resolve-provider.ts';
import { type MergedSettings, mergeSettings } from './merge-settings.ts';
import { storedLayer } from './stored-layer.ts';

/** A provider as it is in force: what environment, file and store say of it, and what comes of it. */
export interface EffectiveProvider {
  readonly id: string;
  readonly settings: MergedSettings;
  readonly configured: ConfiguredProvider | undefined;
  readonly stored: StoredProvider | undefined;
  /** undefined if what is stored cannot be used, and nothing else is known of the provider. */
  readonly provider: Provider | undefined;
  /** Why what is stored cannot be used. */
  readonly problem: ConfigurationError | undefined;
}

/** Lays what is stored of a provider under what the environment and the file say of it. */
export function effectiveProvider(
  id: string,
  configured: ConfiguredProvider | undefined,
  stored: StoredProvider | undefined,
): EffectiveProvider {
  const layers = [...(configured?.layers ?? []), ...(stored === undefined ? [] : [storedLayer(stored)])];
  const settings = mergeSettings(layers);
  const facts = { id, settings, configured, stored };
  try {
    return { ...facts, provider: resolveProvider(settings), problem: undefined };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { ...facts, provider: configured?.provider, problem: error };
  }
}

/**
 * Every provider in force: those of the environment and the file in their order, then those that are only stored, by their age.
 * What is stored never keeps a provider of the environment or the file from working.
 */
export function effectiveProviders(
  configured: readonly ConfiguredProvider[],
  stored: readonly StoredProvider[],
): readonly EffectiveProvider[] {
  const storedById = new Map(stored.map((each) => [each.id, each]));
  const configuredIds = new Set(configured.map(({ id }) => id));
  return [
    ...configured.map((each) => effectiveProvider(each.id, each, storedById.get(each.id))),
    ...stored.filter(({ id }) => !configuredIds.has(id)).map((each) => effectiveProvider(each.id, undefined, each)),
  ];
}
