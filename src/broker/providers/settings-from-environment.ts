import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { isSettingKey, type SettingKey, type SettingLayer, settingKeys } from './setting-values.ts';

/** Our own prefix refuses keys it does not know; those of the system whose settings we read too have more than we need. */
const prefixes = [
  { prefix: 'GRANTRY_EXTERNAL_AUTH_', strict: true },
  { prefix: 'CODER_EXTERNAL_AUTH_', strict: false },
  { prefix: 'CODER_GITAUTH_', strict: false },
] as const;

/**
 * Collects providers' settings from `GRANTRY_EXTERNAL_AUTH_<n>_<KEY>`, then `CODER_EXTERNAL_AUTH_…`, then `CODER_GITAUTH_…`, each
 * in the order of its numbers, which start at 0 and leave none out.
 *
 * @throws ConfigurationError naming the variable.
 */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): readonly SettingLayer[] {
  return prefixes.flatMap(({ prefix, strict }) => {
    const byNumber = new Map<number, Map<SettingKey, string>>();
    for (const [name, value] of Object.entries(environment)) {
      if (!name.startsWith(prefix) || value === undefined) continue;
      const [, number, key = ''] = /^(\d{1,4})_([A-Z_]+)$/.exec(name.slice(prefix.length)) ?? [];
      if (number === undefined) throw new ConfigurationError(name, 'no number and key in its name', `${prefix}<n>_<KEY>`);
      const values = byNumber.get(Number(number)) ?? new Map<SettingKey, string>();
      byNumber.set(Number(number), values);
      if (isSettingKey(key)) values.set(key, value);
      else if (strict) throw new ConfigurationError(name, 'an unknown key', settingKeys.join(', '));
    }
    return inOrder(prefix, byNumber);
  });
}

const inOrder = (prefix: string, byNumber: ReadonlyMap<number, ReadonlyMap<SettingKey, string>>): readonly SettingLayer[] => {
  const numbers = [...byNumber.keys()].sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index);
  if (gap !== -1) throw new ConfigurationError(`${prefix}${gap}_ID`, `nothing, but ${prefix}${numbers[gap]}_… is set`, 'numbers from 0 on');
  return numbers.map((number) => ({
    source: 'environment',
    name: (key) => `${prefix}${number}_${key}`,
    values: byNumber.get(number) ?? new Map(),
  }));
};
