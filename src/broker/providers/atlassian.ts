import { jsonRequest } from '../outbound/client-request.ts';
import { membersOf, textIn } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/** Atlassian Cloud: Jira, Confluence and the rest, through api.atlassian.com. */
export const atlassian: ProviderType = {
  type: 'atlassian',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
  displayName: 'Atlassian',
  displayIcon: '/icon/atlassian.svg',
  defaults: {
    authUrl: 'https://auth.atlassian.com/authorize',
    tokenUrl: 'https://auth.atlassian.com/oauth/token',
    validateUrl: 'https://api.atlassian.com/oauth/token/accessible-resources',
    apiBaseUrl: 'https://api.atlassian.com',
    clientAuth: 'client_secret_post',
    scopes: ['offline_access', 'read:me', 'read:jira-work'],
    pkceMethod: 'S256',
  },
  authorizeParameters: () => ({ audience: 'api.atlassian.com', prompt: 'consent' }),
  tokenRequest: ({ provider, url, parameters }) =>
    jsonRequest(url, { ...parameters, client_id: provider.clientId, client_secret: provider.clientSecret?.reveal() ?? '' }),
  accountRequest: ({ apiBaseUrl, scopes }) =>
    apiBaseUrl === undefined || !scopes.includes('read:me') ? undefined : { url: `${apiBaseUrl}/me` },
  readAccount: ({ answer }) => {
    const user = membersOf(answer);
    const id = textIn(user, 'account_id');
    return id === undefined ? undefined : { id, name: textIn(user, 'email', 'nickname', 'name') ?? id };
  },
};
