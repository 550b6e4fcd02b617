import type { InspectedSettings } from './load-settings.ts';
import type { Setting } from './setting.ts';
import { type SettingName, type SettingValues, settings } from './settings.ts';

/** A setting as `grantry config show` prints it. */
export interface DescribedSetting {
  readonly setting: string;
  readonly yaml: string;
  /** Secrets masked; undefined if nothing is set. */
  readonly value: string | undefined;
  /** The variable, the place in the file, or `default`. */
  readonly origin: string;
  readonly summary: string;
}

/** A database URL with its password masked: the rest is what an operator looks for. */
const maskPassword = (url: string): string =>
  url.replace(/^(postgres(?:ql)?:\/\/[^/@:]*):.*@/, '$1:[secret]@').replace(/([?&]password=)[^&]*/, '$1[secret]');

function show<Value>({ kind }: Setting<Value>, value: NonNullable<Value>): string {
  return maskPassword(kind.format(value));
}

/** Every setting with its value in force, secrets masked, and where the value is from. */
export function describeSettings({ settings: loaded, origins }: InspectedSettings): readonly DescribedSetting[] {
  const { tls, providers: _providers, ...rest } = loaded;
  const values: SettingValues = { ...rest, tlsCertFile: tls?.certFile, tlsKeyFile: tls?.keyFile };
  const describe = <Name extends SettingName>(name: Name): DescribedSetting => {
    const setting: Setting<SettingValues[Name]> = settings[name];
    const value = values[name];
    return {
      setting: setting.env,
      yaml: setting.yaml,
      value: value === undefined ? undefined : show(setting, value as NonNullable<SettingValues[Name]>), // undefined is excluded on this line
      origin: origins.get(name) ?? 'default',
      summary: setting.summary,
    };
  };
  return (Object.keys(settings) as SettingName[]).map(describe); // Object.keys forgets the type of its keys
}
