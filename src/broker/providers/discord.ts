import { readUsualAccount } from './account.ts';
import { membersOf } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/** Discord. It tells about a token whatever its scopes, and names the user if `identify` is one of them. */
export const discord: ProviderType = {
  type: 'discord',
  docs: 'https://discord.com/developers/docs/topics/oauth2',
  displayName: 'Discord',
  displayIcon: '/icon/discord.svg',
  defaults: {
    authUrl: 'https://discord.com/oauth2/authorize',
    tokenUrl: 'https://discord.com/api/oauth2/token',
    validateUrl: 'https://discord.com/api/oauth2/@me',
    revokeUrl: 'https://discord.com/api/oauth2/token/revoke',
    clientAuth: 'client_secret_basic',
    scopes: ['identify', 'email'],
    pkceMethod: 'none',
  },
  anotherAccountParameters: { prompt: 'consent' },
  readAccount: ({ answer, ...sources }) => readUsualAccount({ ...sources, answer: membersOf(answer).user }),
};
