import Type, { type TObject, type TSchema } from 'typebox';
import { callbackUrl } from '../../../broker/connect/authorize-url.ts';
import { describeSettings, type SettingView } from '../../../broker/provider-settings/describe-settings.ts';
import type { EffectiveProvider } from '../../../broker/provider-settings/effective-providers.ts';
import { settingOf } from '../../../broker/provider-settings/find-faults.ts';
import { encodeTime } from '../times.ts';

const value: TSchema = Type.Union([Type.String(), Type.Boolean(), Type.Array(Type.String()), Type.Null()]);

/** A provider with all its settings, as administrators see it. */
export const providerBody: TObject = Type.Object(
  {
    id: Type.String(),
    type: Type.String(),
    display_name: Type.String(),
    display_icon: Type.String(),
    callback_url: Type.String({ description: 'To be registered at the provider.' }),
    client_secret_set: Type.Boolean({ description: 'Whether there is a client secret. It is never shown.' }),
    app_private_key_set: Type.Boolean({ description: 'Whether there is a private key of a GitHub App. It is never shown.' }),
    sources: Type.Array(Type.Enum(['environment', 'file', 'stored']), { description: 'Where it is configured, the strongest first.' }),
    error: Type.Union([Type.Object({ field: Type.String(), detail: Type.String() }), Type.Null()], {
      description: 'Why what is stored of it cannot be used.',
    }),
    connections: Type.Integer({ description: 'How many accounts are linked.' }),
    version: Type.Integer({ description: 'Send it with a change, so that nobody else’s is lost. 0 if nothing is stored.' }),
    created_at: Type.String({ format: 'date-time' }),
    updated_at: Type.String({ format: 'date-time' }),
    updated_by: Type.String({ description: 'The id of the user.' }),
    settings: Type.Record(
      Type.String(),
      Type.Object({
        value,
        source: Type.Enum(['environment', 'file', 'stored', 'default']),
        set_by: Type.String({ description: 'The variable, or the place in the file; empty for defaults.' }),
      }),
      { description: 'Every setting in force but the id and secrets.' },
    ),
  },
  { $id: 'Provider' },
);

const encodeSetting = ({ definition, value: shown, source, spelled }: SettingView): readonly [string, unknown] => [
  definition.key.toLowerCase(),
  { value: shown ?? null, source, set_by: spelled ?? '' },
];

const errorOf = ({ settings, problem }: EffectiveProvider): unknown => {
  if (problem === undefined) return null;
  const field = settingOf(settings, problem)?.toLowerCase() ?? '';
  return { field, detail: problem.message.slice(problem.setting.length + 2) };
};

const textIn = (views: readonly SettingView[], key: SettingView['definition']['key']): string =>
  String(views.find(({ definition }) => definition.key === key)?.value ?? '');

/** Encodes a provider, whether it can be used or not. */
export function encodeProvider(effective: EffectiveProvider, accessUrl: string, connections: number): Readonly<Record<string, unknown>> {
  const { id, settings, stored, provider } = effective;
  const views = describeSettings(effective);
  const shown = views.filter(({ definition }) => definition.key !== 'ID' && definition.kind !== 'secret');
  return {
    id,
    type: provider?.type ?? (textIn(views, 'TYPE') || id),
    display_name: textIn(views, 'DISPLAY_NAME'),
    display_icon: textIn(views, 'DISPLAY_ICON'),
    callback_url: callbackUrl({ id, redirectBase: provider?.redirectBase }, accessUrl),
    client_secret_set: settings.values.has('CLIENT_SECRET'),
    app_private_key_set: settings.values.has('APP_PRIVATE_KEY') || settings.values.has('APP_PRIVATE_KEY_FILE'),
    sources: settings.layers.map(({ source }) => source),
    error: errorOf(effective),
    connections,
    version: stored?.version ?? 0,
    created_at: encodeTime(stored?.createdAt),
    updated_at: encodeTime(stored?.updatedAt),
    updated_by: stored?.updatedBy ?? '',
    settings: Object.fromEntries(shown.map(encodeSetting)),
  };
}
