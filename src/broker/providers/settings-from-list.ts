import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { isSecretKey, isSettingKey, type SettingKey, type SettingLayer, settingKeys } from './setting-values.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/**
 * Collects providers' settings from the list `external_auth` of the configuration file. Keys are those of the environment in lower
 * case; lists of words may be lists.
 *
 * @throws ConfigurationError naming the entry.
 */
export function settingsFromList(list: unknown): readonly SettingLayer[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new ConfigurationError('external_auth', typeof list, 'a list of providers');
  return list.map((entry: unknown, index) => {
    const path = `external_auth[${index}]`;
    if (!isObject(entry)) throw new ConfigurationError(path, entry === null ? 'nothing' : typeof entry, 'a provider with its settings');
    const values = new Map<SettingKey, string>();
    for (const [name, value] of Object.entries(entry)) {
      const key = name.toUpperCase();
      if (!isSettingKey(key) || name !== name.toLowerCase()) {
        throw new ConfigurationError(`${path}.${name}`, 'an unknown key', settingKeys.join(', ').toLowerCase());
      }
      values.set(key, textOf(`${path}.${name}`, key, value));
    }
    return { source: 'file', name: (key) => `${path}.${key.toLowerCase()}`, values };
  });
}

const textOf = (setting: string, key: SettingKey, value: unknown): string => {
  if (value === null) return '';
  if (isScalar(value)) return String(value);
  if (Array.isArray(value) && value.every(isScalar)) return value.join(' ');
  throw new ConfigurationError(
    setting,
    isSecretKey(key) ? 'a value (not shown)' : JSON.stringify(value),
    'text, a number, true, false or a list of words',
  );
};
