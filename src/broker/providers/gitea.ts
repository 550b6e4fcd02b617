import type { ProviderType } from './provider-type.ts';

/** Gitea: gitea.com, or an installation (of Forgejo too) whose host `AUTH_URL` names. */
export const gitea: ProviderType = {
  type: 'gitea',
  docs: 'https://docs.gitea.com/development/oauth2-provider',
  displayName: 'Gitea',
  displayIcon: '/icon/gitea.svg',
  defaults: {
    authUrl: 'https://gitea.com/login/oauth/authorize',
    tokenUrl: '/login/oauth/access_token',
    validateUrl: '/login/oauth/userinfo',
    apiBaseUrl: '/api/v1',
    clientAuth: 'client_secret_post',
    scopes: ['read:repository', 'write:repository', 'read:user'],
    pkceMethod: 'S256',
  },
  servesItsHost: true,
};
