import type { ProviderInput } from '../../broker/provider-settings/decide-save.ts';
import { defaultOf, describeSettings, type SettingValue, type SettingView } from '../../broker/provider-settings/describe-settings.ts';
import type { EffectiveProvider } from '../../broker/provider-settings/effective-providers.ts';
import type { SettingFault } from '../../broker/provider-settings/find-faults.ts';
import type { SettingKey } from '../../broker/providers/setting-values.ts';
import { providerSettings } from '../../protocol/provider-setting.ts';
import type { ProviderField } from '../views/parts/provider-fields.ts';

type Definition = SettingView['definition'];

/** What most people set; the rest stands behind a disclosure. */
const basicKeys: ReadonlySet<SettingKey> = new Set(['ID', 'CLIENT_ID', 'CLIENT_SECRET', 'SCOPES', 'DISPLAY_NAME']);
/** What a provider is known by, if its type does not know it. */
const placeKeys: ReadonlySet<SettingKey> = new Set(['ISSUER', 'AUTH_URL', 'TOKEN_URL']);

const isBasic = (key: SettingKey, type: string): boolean =>
  basicKeys.has(key) || (placeKeys.has(key) && defaultOf('AUTH_URL', type) === undefined);

const definitions: readonly Definition[] = providerSettings;

/** What names a file on the server is its operator's alone: it is shown where it is set, and asked for nowhere. */
const mayBeAsked = ({ isForOperator }: Definition): boolean => isForOperator !== true;

const textOf = (value: SettingValue | undefined): string => (Array.isArray(value) ? value.join(' ') : String(value ?? ''));

/** What a form shows beside the settings themselves: what was typed last, and what was wrong with it. */
export interface TypedProvider {
  readonly form?: URLSearchParams;
  readonly faults?: readonly SettingFault[];
}

const sentence = (detail: string): string => `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;

function fieldOf(
  { key, label, kind, summary, accepts }: Definition,
  { form, faults = [] }: TypedProvider,
  rest: Pick<ProviderField, 'value' | 'fallback' | 'lockedBy' | 'isBasic'>,
): ProviderField {
  const name = key.toLowerCase();
  const fault = faults.find(({ field }) => field === name);
  return {
    name,
    label,
    kind,
    summary,
    accepts,
    ...rest,
    value: form?.get(name) ?? rest.value,
    isRequired: key === 'CLIENT_ID',
    error: fault === undefined ? undefined : sentence(fault.detail),
  };
}

/** The fields of a provider that is there. Its id and type are told elsewhere. */
export function providerFields(provider: EffectiveProvider, typed: TypedProvider = {}): readonly ProviderField[] {
  const typeName = provider.provider?.type ?? provider.settings.values.get('TYPE') ?? provider.id;
  return describeSettings(provider)
    .filter(({ definition, isSet }) => definition.key !== 'ID' && definition.key !== 'TYPE' && (isSet || mayBeAsked(definition)))
    .map(({ definition, value, source, spelled }) => {
      const isLocked = source === 'environment' || source === 'file';
      const isStored = source === 'stored';
      const shown = {
        value: isStored ? textOf(value) : '',
        fallback: isStored ? textOf(defaultOf(definition.key, typeName)) : textOf(value),
        lockedBy: isLocked ? spelled : undefined,
        isBasic: isBasic(definition.key, typeName),
      };
      if (definition.kind !== 'secret') return fieldOf(definition, typed, shown);
      const summary = isStored ? 'There is one. Leave this empty to keep it.' : definition.summary;
      return fieldOf({ ...definition, summary }, typed, { ...shown, fallback: '' });
    });
}

/** The fields of a provider of some type that is to be added. */
export const newProviderFields = (type: string, typed: TypedProvider = {}): readonly ProviderField[] =>
  definitions
    .filter((definition) => definition.key !== 'TYPE' && mayBeAsked(definition))
    .map((definition) => {
      const fallback = definition.key === 'ID' ? type : textOf(defaultOf(definition.key, type));
      return fieldOf(definition, typed, { value: '', fallback, lockedBy: undefined, isBasic: isBasic(definition.key, type) });
    });

/** What was typed, as the broker takes it. Fields the form did not have say nothing, and an empty secret keeps the one there is. */
export function readProviderForm(form: URLSearchParams, isLocked: (key: SettingKey) => boolean): ProviderInput {
  const input = new Map<SettingKey, string>();
  for (const { key, kind } of definitions) {
    const value = form.get(key.toLowerCase());
    if (value === null || isLocked(key) || (kind === 'secret' && value === '')) continue;
    input.set(key, value);
  }
  return input;
}
