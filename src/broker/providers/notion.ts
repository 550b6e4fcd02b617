import { basicAuthorization, jsonRequest } from '../outbound/client-request.ts';
import { type Members, membersOf, textIn } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/** The version of the API whose answers are read here (https://developers.notion.com/reference/versioning, read 2026-11-21). */
const apiHeaders = { 'notion-version': '2022-06-28' } as const;

const emailOf = (owner: unknown): string | undefined => textIn(membersOf(membersOf(membersOf(owner).user).person), 'email');

const accountOf = (id: string | undefined, described: Members) =>
  id === undefined ? undefined : { id, name: textIn(described, 'workspace_name') ?? emailOf(described.owner) ?? id };

/**
 * Notion. Its token endpoint takes JSON and the client's credentials as Basic only. What is linked is a bot: one for each workspace and
 * person who let the app in, whose id tells the links apart.
 */
export const notion: ProviderType = {
  type: 'notion',
  docs: 'https://developers.notion.com/docs/authorization',
  displayName: 'Notion',
  displayIcon: '/icon/notion.svg',
  defaults: {
    authUrl: 'https://api.notion.com/v1/oauth/authorize',
    tokenUrl: 'https://api.notion.com/v1/oauth/token',
    validateUrl: 'https://api.notion.com/v1/users/me',
    revokeUrl: 'https://api.notion.com/v1/oauth/revoke',
    clientAuth: 'client_secret_basic',
    pkceMethod: 'none',
  },
  apiHeaders,
  authorizeParameters: () => ({ owner: 'user' }),
  tokenRequest: ({ provider, url, parameters }) =>
    jsonRequest(url, parameters, {
      ...apiHeaders,
      authorization: basicAuthorization(provider.clientId, provider.clientSecret?.reveal() ?? ''),
    }),
  // Errors of the API come as `code` and `message`.
  readTokenAnswer: (members) =>
    members.object === 'error' && members.error === undefined
      ? { ...members, error: members.code, error_description: members.message }
      : members,
  revocationRequest: (provider, revokeUrl, { accessToken }) =>
    jsonRequest(
      revokeUrl,
      { token: accessToken },
      { ...apiHeaders, authorization: basicAuthorization(provider.clientId, provider.clientSecret?.reveal() ?? '') },
    ),
  readAccount: ({ answer, token }) => {
    const bot = membersOf(answer);
    return accountOf(textIn(bot, 'id'), membersOf(bot.bot)) ?? accountOf(textIn(token, 'bot_id'), token);
  },
};
