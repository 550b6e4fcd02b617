import Type from 'typebox';
import { defaultOf } from '../../../broker/provider-settings/describe-settings.ts';
import type { ProviderType } from '../../../broker/providers/provider-type.ts';
import { providerTypes } from '../../../broker/providers/registry.ts';
import { type ProviderSettingDefinition, providerSettings } from '../../../protocol/provider-setting.ts';
import { defineOperation, type Operation } from '../operation.ts';

const definitions: readonly ProviderSettingDefinition[] = providerSettings;

const encodeDefinition = ({ key, kind, label, summary, accepts }: ProviderSettingDefinition): unknown => ({
  name: key.toLowerCase(),
  kind,
  label,
  summary,
  ...(accepts === undefined ? {} : { accepts }),
});

const encodeType = ({ type, docs, displayName, displayIcon }: ProviderType): unknown => ({
  type,
  display_name: displayName,
  display_icon: displayIcon,
  docs,
  defaults: Object.fromEntries(
    providerSettings.flatMap(({ key }) => {
      const value = defaultOf(key, type);
      return value === undefined || value === false ? [] : [[key.toLowerCase(), value]];
    }),
  ),
});

/** Lists the types of provider, and what can be set of one. */
export const listProviderTypes: Operation = defineOperation({
  name: 'listProviderTypes',
  method: 'GET',
  path: '/api/v2/external-auth-provider-types',
  tag: 'Providers',
  summary: 'List the types of provider and the settings there are.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  answers: {
    200: {
      description: 'The types with their defaults, and every setting.',
      body: Type.Object({
        types: Type.Array(
          Type.Object({
            type: Type.String(),
            display_name: Type.String(),
            display_icon: Type.String(),
            docs: Type.String({ description: 'Where the provider documents its OAuth.' }),
            defaults: Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean(), Type.Array(Type.String())])),
          }),
        ),
        settings: Type.Array(
          Type.Object({
            name: Type.String(),
            kind: Type.Enum(['text', 'url', 'words', 'boolean', 'regex', 'secret']),
            label: Type.String(),
            summary: Type.String(),
            accepts: Type.Optional(Type.Array(Type.String())),
          }),
        ),
      }),
    },
  },
  run: async () => ({ status: 200, body: { types: providerTypes.map(encodeType), settings: definitions.map(encodeDefinition) } }),
});
