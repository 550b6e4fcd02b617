import type { ProviderSettings, SettingKey, SettingLayer } from '../providers/setting-values.ts';

/** What several places say of one provider, laid over each other field by field. */
export interface MergedSettings extends ProviderSettings {
  /** The strongest first. */
  readonly layers: readonly SettingLayer[];
  /** The layer a setting is taken from; undefined if none says anything of it, and the type's default holds. */
  layerOf(key: SettingKey): SettingLayer | undefined;
}

const says = ({ values }: SettingLayer, key: SettingKey): boolean => (values.get(key)?.trim() ?? '') !== '';

/**
 * Lays settings over each other: each field is that of the strongest layer that says something of it. An empty setting says nothing.
 *
 * @param layers - one at least, the strongest first
 */
export function mergeSettings(layers: readonly SettingLayer[]): MergedSettings {
  const layerOf = (key: SettingKey): SettingLayer | undefined => layers.find((layer) => says(layer, key));
  const values = new Map<SettingKey, string>();
  for (const layer of layers.toReversed()) {
    for (const [key, value] of layer.values) if (says(layer, key)) values.set(key, value);
  }
  return { layers, layerOf, values, name: (key) => (layerOf(key) ?? layers[0])?.name(key) ?? key };
}
