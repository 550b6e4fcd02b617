import type { ProviderType } from './provider-type.ts';

/** GitLab: gitlab.com, or an installation whose host `AUTH_URL` names. */
export const gitlab: ProviderType = {
  type: 'gitlab',
  docs: 'https://docs.gitlab.com/api/oauth2/',
  displayName: 'GitLab',
  displayIcon: '/icon/gitlab.svg',
  defaults: {
    authUrl: 'https://gitlab.com/oauth/authorize',
    tokenUrl: '/oauth/token',
    validateUrl: '/oauth/token/info',
    revokeUrl: '/oauth/revoke',
    deviceCodeUrl: '/oauth/authorize_device',
    apiBaseUrl: '/api/v4',
    clientAuth: 'client_secret_post',
    scopes: ['write_repository', 'read_api'],
    pkceMethod: 'S256',
  },
  servesItsHost: true,
  gitCredentials: (accessToken) => ({ username: 'oauth2', password: accessToken }),
  accountRequest: ({ apiBaseUrl }) => (apiBaseUrl === undefined ? undefined : { url: `${apiBaseUrl}/user` }),
};
