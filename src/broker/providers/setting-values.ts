import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { type ProviderSettingKey, providerSettings } from '../../protocol/provider-setting.ts';

/** One provider's settings as text, wherever they were written. */
export interface ProviderSettings {
  /** How the operator spells a setting, to name it in an error. */
  name(key: SettingKey): string;
  readonly values: ReadonlyMap<SettingKey, string>;
}

/** Where an operator wrote settings; of two that say the same, the environment wins over the file, and the file over what is stored. */
export type SettingSource = 'environment' | 'file' | 'stored';

/** What one place says of a provider. */
export interface SettingLayer extends ProviderSettings {
  readonly source: SettingSource;
}

/** One of {@link settingKeys}. */
export type SettingKey = ProviderSettingKey;

/** Every key of a provider's settings, as in `GRANTRY_EXTERNAL_AUTH_0_<KEY>`; in `grantry.yaml` in lower case. */
export const settingKeys: readonly SettingKey[] = providerSettings.map(({ key }) => key);

const secretKeys: ReadonlySet<string> = new Set(providerSettings.flatMap(({ key, kind }) => (kind === 'secret' ? [key] : [])));

/** Whether a setting's value must not be shown. */
export const isSecretKey = (key: string): boolean => secretKeys.has(key);

/** Whether a text is one of {@link settingKeys}. */
export const isSettingKey = (text: string): text is SettingKey => (settingKeys as readonly string[]).includes(text);

/** Reads one provider's settings, each as what it must be. An empty setting counts as absent. */
export class SettingReader {
  readonly #settings: ProviderSettings;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** The error for a setting that is there and wrong, or absent and needed. */
  refuse(key: SettingKey, accepted: string): ConfigurationError {
    const found = this.text(key);
    const shown = isSecretKey(key) ? 'a value (not shown)' : JSON.stringify(found);
    return new ConfigurationError(this.#settings.name(key), found === undefined ? 'nothing' : shown, accepted);
  }

  text(key: SettingKey): string | undefined {
    const value = this.#settings.values.get(key)?.trim();
    return value === '' ? undefined : value;
  }

  /** The spellings Go's `strconv.ParseBool` accepts, which operators of the system we read settings of are used to. */
  boolean(key: SettingKey): boolean {
    const value = this.text(key) ?? 'false';
    if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
    if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value)) return false;
    throw this.refuse(key, 'true or false');
  }

  words(key: SettingKey): readonly string[] | undefined {
    return this.text(key)?.split(/\s+/);
  }

  url(key: SettingKey): string | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const accepted = 'an absolute http or https URL without user name';
    if (!URL.canParse(value)) throw this.refuse(key, accepted);
    const { protocol, username, password } = new URL(value);
    if (!/^https?:$/.test(protocol) || username !== '' || password !== '') throw this.refuse(key, accepted);
    return value;
  }

  /** A regular expression; `(?i)` in front, as RE2 has it, makes it ignore case. */
  regex(key: SettingKey): RegExp | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    try {
      return value.startsWith('(?i)') ? new RegExp(value.slice(4), 'i') : new RegExp(value);
    } catch {
      throw this.refuse(key, 'a regular expression');
    }
  }

  oneOf<Value extends string>(key: SettingKey, accepted: readonly Value[]): Value | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const match = accepted.find((candidate) => candidate === value);
    if (match === undefined) throw this.refuse(key, accepted.join(' or '));
    return match;
  }
}
