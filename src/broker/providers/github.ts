import { basicAuthorization } from '../outbound/client-request.ts';
import { isMembers, textIn, withSpacedScope } from './members.ts';
import type { Installation, ProviderType, ProviderUser } from './provider-type.ts';

const readUser = (body: unknown): ProviderUser | undefined =>
  isMembers(body) && typeof body.id === 'number'
    ? {
        id: body.id,
        login: textIn(body, 'login') ?? '',
        avatarUrl: textIn(body, 'avatar_url') ?? '',
        profileUrl: textIn(body, 'html_url') ?? '',
        name: textIn(body, 'name') ?? '',
      }
    : undefined;

const readInstallation = (body: unknown): readonly Installation[] => {
  if (!isMembers(body) || typeof body.id !== 'number') return [];
  const account = readUser(body.account);
  return account === undefined ? [] : [{ id: body.id, account, configureUrl: textIn(body, 'html_url') ?? '' }];
};

/** GitHub: OAuth apps, and GitHub Apps acting for a user. */
export const github: ProviderType = {
  type: 'github',
  docs: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  displayName: 'GitHub',
  displayIcon: '/icon/github.svg',
  defaults: {
    authUrl: 'https://github.com/login/oauth/authorize',
    tokenUrl: 'https://github.com/login/oauth/access_token',
    validateUrl: 'https://api.github.com/user',
    revokeUrl: 'https://api.github.com/applications/{client_id}/grant',
    deviceCodeUrl: 'https://github.com/login/device/code',
    appInstallationsUrl: 'https://api.github.com/user/installations',
    apiBaseUrl: 'https://api.github.com',
    clientAuth: 'client_secret_post',
    scopes: ['repo', 'workflow'],
    regex: /^(https?:\/\/)?github\.com(\/.*)?$/,
    pkceMethod: 'S256',
  },
  hasApps: true,
  anotherAccountParameters: { prompt: 'select_account' },
  readTokenAnswer: withSpacedScope,
  revocationRequest: (provider, revokeUrl, tokens) => ({
    method: 'DELETE',
    url: revokeUrl,
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'content-type': 'application/json',
      authorization: basicAuthorization(provider.clientId, provider.clientSecret?.reveal() ?? ''),
    },
    body: JSON.stringify({ access_token: tokens.accessToken }),
  }),
  revokedStatus: 204,
  readUser,
  readAccount: ({ answer }) => {
    const user = readUser(answer);
    return user === undefined ? undefined : { id: String(user.id), name: user.login };
  },
  readInstallations: (body) =>
    isMembers(body) && Array.isArray(body.installations)
      ? body.installations.flatMap((installation) => readInstallation(installation))
      : [],
  validationRetries: [50, 100, 200, 200, 200, 200],
};
