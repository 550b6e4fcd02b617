import type { StoredProvider } from '../model/stored-provider.ts';
import { isSettingKey, type SettingKey, type SettingLayer } from '../providers/setting-values.ts';

/**
 * What is stored of a provider, as a layer of its settings. Names that this version does not know, since a newer one stored them, say
 * nothing.
 */
export function storedLayer({ id, settings, clientSecret }: Pick<StoredProvider, 'id' | 'settings' | 'clientSecret'>): SettingLayer {
  const values = new Map<SettingKey, string>([['ID', id]]);
  for (const [name, value] of Object.entries(settings)) {
    const key = name.toUpperCase();
    if (isSettingKey(key)) values.set(key, value);
  }
  if (clientSecret !== undefined) values.set('CLIENT_SECRET', clientSecret.reveal());
  return { source: 'stored', values, name: (key) => `provider ${id}: ${key.toLowerCase()}` };
}
