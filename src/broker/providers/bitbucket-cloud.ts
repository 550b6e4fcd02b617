import { membersOf, textIn } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/** Bitbucket Cloud. */
export const bitbucketCloud: ProviderType = {
  type: 'bitbucket-cloud',
  aliases: ['bitbucket'],
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
  displayName: 'BitBucket',
  displayIcon: '/icon/bitbucket.svg',
  defaults: {
    authUrl: 'https://bitbucket.org/site/oauth2/authorize',
    tokenUrl: 'https://bitbucket.org/site/oauth2/access_token',
    validateUrl: 'https://api.bitbucket.org/2.0/user',
    clientAuth: 'client_secret_basic',
    scopes: ['account', 'repository:write'],
    pkceMethod: 'none',
  },
  servesItsHost: true,
  gitCredentials: (accessToken) => ({ username: 'x-token-auth', password: accessToken }),
  readAccount: ({ answer }) => {
    const user = membersOf(answer);
    const id = textIn(user, 'uuid', 'account_id');
    return id === undefined ? undefined : { id, name: textIn(user, 'username', 'nickname', 'display_name') ?? id };
  },
};
