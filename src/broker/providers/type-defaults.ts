import { openidScopes } from './openid.ts';
import type { ProviderDefaults, ProviderType } from './provider-type.ts';

/** What an operator wrote that a type's defaults are fitted to. */
export interface WrittenSettings {
  /** undefined leaves `{client_id}` where it stands. */
  readonly clientId: string | undefined;
  readonly authUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly scopes: readonly string[] | undefined;
}

/** A pattern of every URL on a host, with and without its scheme. */
const hostPattern = (host: string): RegExp => new RegExp(`^(https?://)?${host.replaceAll(/[.[\]]/g, '\\$&')}(/.*)?$`);

/**
 * A type's defaults, fitted to what the operator wrote: paths are put on the host of the authorization URL, or of the issuer, and the
 * client's id in its place. A path stays one while nothing says where the provider is.
 *
 * An issuer is the operator's word for where the provider is, so the type's own endpoints do not count beside it.
 */
export function typeDefaults(type: ProviderType, written: WrittenSettings): ProviderDefaults {
  const { issuer, clientId } = written;
  const scopes = written.scopes ?? type.defaults.scopes ?? (issuer === undefined ? [] : openidScopes);
  const authUrl = written.authUrl ?? (issuer === undefined ? type.defaults.authUrl : undefined);
  const page = authUrl === undefined ? undefined : new URL(authUrl);
  const site = page ?? (issuer === undefined ? undefined : new URL(issuer));
  const defaults: ProviderDefaults = { ...type.defaults, ...type.derive?.({ authUrl: page, scopes }) };

  const place = (url: string | undefined): string | undefined => {
    const filled = clientId === undefined ? url : url?.replaceAll('{client_id}', encodeURIComponent(clientId));
    return filled?.startsWith('/') && site !== undefined ? site.origin + filled : filled;
  };
  const endpoint = (url: string | undefined): string | undefined => (issuer === undefined ? place(url) : undefined);
  return {
    ...defaults,
    authUrl,
    tokenUrl: endpoint(defaults.tokenUrl),
    validateUrl: endpoint(defaults.validateUrl),
    revokeUrl: endpoint(defaults.revokeUrl),
    deviceCodeUrl: endpoint(defaults.deviceCodeUrl),
    appInstallationsUrl: place(defaults.appInstallationsUrl),
    apiBaseUrl: place(defaults.apiBaseUrl),
    clientAuth: issuer === undefined ? defaults.clientAuth : undefined,
    scopes,
    regex: type.servesItsHost && site !== undefined ? hostPattern(site.host) : defaults.regex,
  };
}

/** A type's defaults as long as an operator writes nothing. */
export const plainDefaults = (type: ProviderType): ProviderDefaults =>
  typeDefaults(type, { clientId: undefined, authUrl: undefined, issuer: undefined, scopes: undefined });
