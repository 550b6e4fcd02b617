import type { ProviderType } from './provider-type.ts';

/** Bitbucket Server and Data Center, at the host of `AUTH_URL`. */
export const bitbucketServer: ProviderType = {
  type: 'bitbucket-server',
  docs: 'https://confluence.atlassian.com/bitbucketserver/bitbucket-oauth-2-0-provider-api-1108483661.html',
  displayName: 'Bitbucket Server',
  displayIcon: '/icon/bitbucket.svg',
  defaults: {
    tokenUrl: '/rest/oauth2/latest/token',
    validateUrl: '/rest/api/latest/inbox/pull-requests/count',
    clientAuth: 'client_secret_post',
    scopes: ['PUBLIC_REPOS', 'REPO_READ', 'REPO_WRITE'],
    pkceMethod: 'none',
  },
  servesItsHost: true,
  gitCredentials: (accessToken) => ({ username: 'x-token-auth', password: accessToken }),
  accountRequest: ({ authUrl }) =>
    authUrl === undefined
      ? undefined
      : { url: new URL('/plugins/servlet/applinks/whoami', authUrl).href, headers: { accept: 'text/plain, application/json' } },
  // The answer is the user's name as plain text. A page means that nobody is signed in.
  readAccount: ({ answer }) => {
    const name = typeof answer === 'string' || typeof answer === 'number' ? String(answer).trim() : ''; // digits are JSON too
    return /^[^\s<>{}[\]]+$/.test(name) ? { id: name, name } : undefined;
  },
};
