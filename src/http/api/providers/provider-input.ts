import Type, { type TSchema } from 'typebox';
import type { ProviderInput } from '../../../broker/provider-settings/decide-save.ts';
import { isSettingKey, type SettingKey } from '../../../broker/providers/setting-values.ts';
import { type ProviderSettingDefinition, providerSettings } from '../../../protocol/provider-setting.ts';

/** Settings by their names in lower case, as the router lets them through. */
export type ProviderInputBody = Readonly<Record<string, string | boolean | number | readonly string[] | null>>;

/** The type of {@link providerInput}, as far as `run` needs it. */
export type ProviderInputSchema = Type.TUnsafe<ProviderInputBody>;

const ofKind = (kind: ProviderSettingDefinition['kind']): readonly TSchema[] => {
  if (kind === 'words') return [Type.Array(Type.String({ maxLength: 256 }), { maxItems: 100 }), Type.String({ maxLength: 4096 })];
  if (kind === 'boolean') return [Type.Boolean()];
  return [Type.String({ maxLength: kind === 'secret' ? 16_384 : 4096 })];
};

const settingSchema = ({ kind, summary, accepts }: ProviderSettingDefinition): TSchema =>
  Type.Optional(
    Type.Union([...ofKind(kind), Type.Null()], {
      description: accepts === undefined ? summary : `${summary} One of ${accepts.join(', ')}.`,
      ...(kind === 'secret' ? { writeOnly: true } : {}),
    }),
  );

const settingSchemas: Readonly<Record<string, TSchema>> = Object.fromEntries(
  providerSettings.map((definition) => [definition.key.toLowerCase(), settingSchema(definition)]),
);

/** A schema of settings, computed from their list, with members of the operation's own beside them. */
export const settingsSchema = (options: Readonly<Record<string, unknown>>, more: Readonly<Record<string, TSchema>> = {}): TSchema =>
  Type.Object({ ...settingSchemas, ...more }, { additionalProperties: false, ...options });

/** What a caller may set of a provider. `null` or an empty text takes a setting away. */
export const providerInput: ProviderInputSchema = Type.Unsafe<ProviderInputBody>(settingsSchema({ $id: 'ProviderInput' }));

const textOf = (value: ProviderInputBody[string]): string => {
  if (value === null) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
};

/** Decodes settings into the broker's words; members that are no settings are left out. */
export function decodeProviderInput(body: ProviderInputBody): ProviderInput {
  const input = new Map<SettingKey, string>();
  for (const [name, value] of Object.entries(body)) {
    const key = name.toUpperCase();
    if (isSettingKey(key)) input.set(key, textOf(value));
  }
  return input;
}
