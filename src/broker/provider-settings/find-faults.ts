import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { providerSettings } from '../../protocol/provider-setting.ts';
import { resolveProvider } from '../providers/resolve-provider.ts';
import { type ProviderSettings, type SettingKey, settingKeys } from '../providers/setting-values.ts';

/** A setting that cannot be used, by its name in lower case, and why. */
export interface SettingFault {
  readonly field: string;
  readonly detail: string;
}

/** The error's words without the name in front: the field says it. */
const wordsOf = ({ message, setting }: ConfigurationError): string => message.slice(setting.length + 2);

/** The setting an error is about. */
export const settingOf = (settings: ProviderSettings, error: ConfigurationError): SettingKey | undefined =>
  settingKeys.find((key) => settings.name(key) === error.setting);

function firstFault(settings: ProviderSettings): { readonly key: SettingKey; readonly error: ConfigurationError } | undefined {
  try {
    resolveProvider(settings);
    return undefined;
  } catch (error) {
    const key = error instanceof ConfigurationError ? settingOf(settings, error) : undefined;
    if (!(error instanceof ConfigurationError) || key === undefined) throw error;
    return { key, error };
  }
}

const urlKeys: ReadonlySet<string> = new Set(providerSettings.filter(({ kind }) => kind === 'url').map(({ key }) => key));

/** Makes a wrong setting right, so that the next one is found. A URL may be needed, and something stands in for it. */
function mend(values: Map<SettingKey, string>, key: SettingKey): void {
  if (urlKeys.has(key)) values.set(key, 'https://wrong.invalid');
  else values.delete(key);
}

/**
 * Every setting that is wrong, so that they can be put right at once; those that are missing are told once the others are right.
 */
export function findFaults(settings: ProviderSettings): readonly SettingFault[] {
  const values = new Map(settings.values);
  const faults: SettingFault[] = [];
  for (;;) {
    const fault = firstFault({ name: settings.name, values });
    if (fault === undefined) return faults;
    const isMissing = !values.has(fault.key);
    if (isMissing && faults.length > 0) return faults;
    faults.push({ field: fault.key.toLowerCase(), detail: wordsOf(fault.error) });
    if (isMissing) return faults;
    mend(values, fault.key);
  }
}
