import { type ProviderSettingDefinition, providerSettings } from '../../protocol/provider-setting.ts';
import type { Provider } from '../model/provider.ts';
import { providerTypeOf } from '../providers/registry.ts';
import type { SettingKey, SettingSource } from '../providers/setting-values.ts';
import { plainDefaults } from '../providers/type-defaults.ts';
import type { EffectiveProvider } from './effective-providers.ts';

/** A setting's value as people and programs read it. */
export type SettingValue = string | boolean | readonly string[];

/** One setting of a provider, and where it is from. A secret's value is never told. */
export interface SettingView {
  readonly definition: ProviderSettingDefinition & { readonly key: SettingKey };
  /** undefined if there is none, or it is a secret. */
  readonly value: SettingValue | undefined;
  /** Whether there is one. */
  readonly isSet: boolean;
  readonly source: SettingSource | 'default';
  /** How the operator spelled it, as `GRANTRY_EXTERNAL_AUTH_0_SCOPES`; undefined for defaults. */
  readonly spelled: string | undefined;
}

const patternOf = ({ source, flags }: RegExp): string => (flags.includes('i') ? `(?i)${source}` : source);

/** What a provider has for each setting. */
const readers: Readonly<Record<SettingKey, (provider: Partial<Provider>) => SettingValue | undefined>> = {
  ID: ({ id }) => id,
  TYPE: ({ type }) => type,
  CLIENT_ID: ({ clientId }) => clientId,
  CLIENT_SECRET: () => undefined,
  ISSUER: ({ issuer }) => issuer,
  AUTH_URL: ({ authUrl }) => authUrl,
  TOKEN_URL: ({ tokenUrl }) => tokenUrl,
  VALIDATE_URL: ({ validateUrl }) => validateUrl,
  REVOKE_URL: ({ revokeUrl }) => revokeUrl,
  TOKEN_AUTH_METHOD: ({ clientAuth }) => clientAuth,
  REGEX: ({ regex }) => regex && patternOf(regex),
  SCOPES: ({ scopes }) => scopes,
  EXTRA_TOKEN_KEYS: ({ extraTokenKeys }) => extraTokenKeys,
  NO_REFRESH: ({ refreshes }) => refreshes !== undefined && !refreshes,
  DEVICE_FLOW: ({ deviceFlow }) => deviceFlow ?? false,
  DEVICE_CODE_URL: ({ deviceCodeUrl }) => deviceCodeUrl,
  APP_ID: ({ app }) => app?.appId,
  APP_PRIVATE_KEY: () => undefined,
  APP_PRIVATE_KEY_FILE: () => undefined,
  APP_INSTALL_URL: ({ appInstallUrl }) => appInstallUrl,
  APP_INSTALLATIONS_URL: ({ appInstallationsUrl }) => appInstallationsUrl,
  API_BASE_URL: ({ apiBaseUrl }) => apiBaseUrl,
  DISPLAY_NAME: ({ displayName }) => displayName,
  DISPLAY_ICON: ({ displayIcon }) => displayIcon,
  PKCE_METHODS: ({ pkceMethod }) => pkceMethod,
  DPOP: ({ dpop }) => dpop ?? false,
  REDIRECT_URL: ({ redirectBase }) => redirectBase,
};

const typed = (kind: ProviderSettingDefinition['kind'], text: string): SettingValue => {
  if (kind === 'words') return text.trim().split(/\s+/);
  if (kind === 'boolean') return /^(1|t|true)$/i.test(text.trim());
  return text.trim();
};

/** The value a setting has as long as nobody sets it, at a provider of that type. */
export function defaultOf(key: SettingKey, typeName: string): SettingValue | undefined {
  const type = providerTypeOf(typeName);
  return readers[key]({ ...plainDefaults(type), displayName: type.displayName, displayIcon: type.displayIcon });
}

/** Describes every setting of a provider, in the order of the list. */
export const describeSettings = ({ id, settings, provider }: EffectiveProvider): readonly SettingView[] =>
  providerSettings.map((definition) => {
    const { key, kind } = definition;
    const text = settings.values.get(key);
    const layer = settings.layerOf(key);
    if (text === undefined || layer === undefined) {
      const value = provider === undefined ? defaultOf(key, settings.values.get('TYPE') ?? id) : readers[key](provider);
      return { definition, value, isSet: value !== undefined, source: 'default', spelled: undefined };
    }
    const value = kind === 'secret' ? undefined : typed(kind, text);
    return { definition, value, isSet: true, source: layer.source, spelled: layer.name(key) };
  });
