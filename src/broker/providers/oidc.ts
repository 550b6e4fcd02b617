import { consentForOfflineAccess, openidScopes } from './openid.ts';
import type { ProviderType } from './provider-type.ts';

/** Any OpenID provider, by its issuer. Its endpoints come from its metadata. */
export const oidc: ProviderType = {
  type: 'oidc',
  docs: 'https://openid.net/specs/openid-connect-core-1_0.html',
  displayName: 'OpenID Connect',
  displayIcon: '/icon/openid.svg',
  defaults: { pkceMethod: 'S256', scopes: openidScopes },
  authorizeParameters: consentForOfflineAccess,
  // A provider that knows the browser would otherwise answer for the account it knows.
  anotherAccountParameters: { prompt: 'login consent' },
};
