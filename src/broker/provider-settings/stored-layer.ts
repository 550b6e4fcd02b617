import type { StoredProvider } from '../model/stored-provider.ts';
import { isSettingKey, type SettingKey, type SettingLayer } from '../providers/setting-values.ts';

/** A member of {@link StoredProvider} that is kept sealed. */
export type StoredSecretName = 'clientSecret' | 'appPrivateKey';

/** The settings that are kept sealed, and where. */
export const storedSecrets: readonly { readonly key: SettingKey; readonly member: StoredSecretName }[] = [
  { key: 'CLIENT_SECRET', member: 'clientSecret' },
  { key: 'APP_PRIVATE_KEY', member: 'appPrivateKey' },
];

/**
 * What is stored of a provider, as a layer of its settings. Names that this version does not know, since a newer one stored them, say
 * nothing.
 */
export function storedLayer({ id, settings, ...secrets }: Pick<StoredProvider, 'id' | 'settings' | StoredSecretName>): SettingLayer {
  const values = new Map<SettingKey, string>([['ID', id]]);
  for (const [name, value] of Object.entries(settings)) {
    const key = name.toUpperCase();
    if (isSettingKey(key)) values.set(key, value);
  }
  for (const { key, member } of storedSecrets) {
    const secret = secrets[member];
    if (secret !== undefined) values.set(key, secret.reveal());
  }
  return { source: 'stored', values, name: (key) => `provider ${id}: ${key.toLowerCase()}` };
}
