import type { ProviderType } from './provider-type.ts';

/** Any OpenID provider, by its issuer. Its endpoints come from its metadata. */
export const oidc: ProviderType = {
  type: 'oidc',
  docs: 'https://openid.net/specs/openid-connect-core-1_0.html',
  displayName: 'OpenID Connect',
  displayIcon: '/emojis/1f511.png',
  defaults: { pkceMethod: 'S256', scopes: ['openid', 'profile', 'email', 'offline_access'] },
  // OpenID Connect Core 1.0 §11: offline access is granted only where the user is asked.
  authorizeParameters: (scopes) => (scopes.includes('offline_access') ? { prompt: 'consent' } : {}),
};
