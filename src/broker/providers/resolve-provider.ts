import { Secret } from '../../protocol/secret.ts';
import type { Provider } from '../model/provider.ts';
import { readAppCredentials } from './app-credentials.ts';
import { providerTypeOf } from './registry.ts';
import { type ProviderSettings, SettingReader } from './setting-values.ts';
import { typeDefaults } from './type-defaults.ts';

const idShape = /^(?=.{1,32}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

const typeNameOf = (read: SettingReader): string => {
  const typeName = read.text('TYPE') ?? read.text('ID');
  if (typeName === undefined) throw read.refuse('TYPE', 'a type of provider, as github or oidc, or any name for a generic one');
  return typeName;
};

/**
 * The id of the provider that settings are about: its type, unless they give it a name of its own.
 *
 * @throws ConfigurationError if they name neither, or the id is none.
 */
export function providerIdOf(settings: ProviderSettings): string {
  const read = new SettingReader(settings);
  const id = read.text('ID') ?? typeNameOf(read);
  if (!idShape.test(id)) throw read.refuse('ID', 'up to 32 letters, digits and single hyphens');
  return id;
}

/**
 * Makes a provider of an operator's settings, laid field by field over what its type brings.
 *
 * @throws ConfigurationError naming the first setting that is missing or wrong.
 */
export function resolveProvider(settings: ProviderSettings): Provider {
  const read = new SettingReader(settings);
  const typeName = typeNameOf(read);
  const type = providerTypeOf(typeName);
  const isKnown = type.type === typeName || type.aliases?.includes(typeName) === true;

  const id = providerIdOf(settings);
  const clientId = read.text('CLIENT_ID');
  if (clientId === undefined) throw read.refuse('CLIENT_ID', 'the id the provider gave this deployment');
  const issuer = read.url('ISSUER');
  const scopes = read.words('SCOPES');
  const defaults = typeDefaults(type, { clientId, authUrl: read.url('AUTH_URL'), issuer, scopes });
  const { authUrl } = defaults;
  const tokenUrl = read.url('TOKEN_URL') ?? defaults.tokenUrl;
  if (issuer === undefined && authUrl === undefined) throw read.refuse('AUTH_URL', 'a URL, unless ISSUER is set');
  if (issuer === undefined && tokenUrl === undefined) throw read.refuse('TOKEN_URL', 'a URL, unless ISSUER is set');
  const deviceFlow = read.boolean('DEVICE_FLOW');
  const deviceCodeUrl = read.url('DEVICE_CODE_URL') ?? defaults.deviceCodeUrl;
  if (deviceFlow && deviceCodeUrl === undefined && issuer === undefined)
    throw read.refuse('DEVICE_CODE_URL', 'a URL, since DEVICE_FLOW is on and ISSUER is not set');
  const clientSecret = read.text('CLIENT_SECRET');

  return {
    id,
    type: isKnown ? type.type : typeName,
    displayName: read.text('DISPLAY_NAME') ?? (isKnown ? type.displayName : typeName),
    displayIcon: read.text('DISPLAY_ICON') ?? type.displayIcon,
    clientId,
    clientSecret: clientSecret === undefined ? undefined : new Secret(clientSecret),
    issuer,
    authUrl,
    tokenUrl,
    validateUrl: read.url('VALIDATE_URL') ?? defaults.validateUrl,
    revokeUrl: read.url('REVOKE_URL') ?? defaults.revokeUrl,
    clientAuth: read.oneOf('TOKEN_AUTH_METHOD', ['client_secret_basic', 'client_secret_post']) ?? defaults.clientAuth,
    scopes: scopes ?? defaults.scopes ?? [],
    scopesAreDefaults: scopes === undefined,
    regex: read.regex('REGEX') ?? defaults.regex,
    extraTokenKeys: read.words('EXTRA_TOKEN_KEYS') ?? defaults.extraTokenKeys ?? [],
    refreshes: !read.boolean('NO_REFRESH'),
    deviceFlow,
    deviceCodeUrl,
    pkceMethod: read.oneOf('PKCE_METHODS', ['S256', 'none']) ?? defaults.pkceMethod ?? 'S256',
    dpop: read.boolean('DPOP'),
    app: readAppCredentials(read, type, clientId),
    appInstallUrl: read.url('APP_INSTALL_URL'),
    appInstallationsUrl: read.url('APP_INSTALLATIONS_URL') ?? defaults.appInstallationsUrl,
    apiBaseUrl: read.url('API_BASE_URL') ?? defaults.apiBaseUrl,
    redirectBase: read.url('REDIRECT_URL')?.replace(/\/+$/, ''),
  };
}
