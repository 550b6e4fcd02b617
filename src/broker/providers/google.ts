import type { ProviderType } from './provider-type.ts';

/** What its userinfo endpoint wants at least one of. */
const profileScopes = ['openid', 'email', 'profile'];

/** Google. It issues a refresh token only when asked for offline access, and again only when the user consents again. */
export const google: ProviderType = {
  type: 'google',
  docs: 'https://developers.google.com/identity/protocols/oauth2/web-server',
  displayName: 'Google',
  displayIcon: '/icon/google.svg',
  defaults: {
    authUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    revokeUrl: 'https://oauth2.googleapis.com/revoke',
    deviceCodeUrl: 'https://oauth2.googleapis.com/device/code',
    clientAuth: 'client_secret_post',
    scopes: ['openid', 'email', 'profile'],
    pkceMethod: 'S256',
  },
  derive: ({ scopes }) =>
    scopes.some((scope) => profileScopes.includes(scope)) ? { validateUrl: 'https://openidconnect.googleapis.com/v1/userinfo' } : {},
  authorizeParameters: () => ({ access_type: 'offline', prompt: 'consent' }),
  anotherAccountParameters: { prompt: 'consent select_account' },
};
