import { formRequest } from '../outbound/client-request.ts';
import { isMembers, type Members, membersOf, textIn, withSpacedScope } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/** What Slack calls a token that is no good (https://docs.slack.dev/reference/methods/auth.test, read 2026-11-21). */
const tokenErrors: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'account_inactive',
  'org_login_required',
]);

const hostOf = (url: string | undefined): string | undefined => (url === undefined ? undefined : URL.parse(url)?.host);

/** One workspace's user, whoever installed the app. */
const accountOf = (teamId: string | undefined, userId: string | undefined, name: string | undefined) =>
  teamId === undefined || userId === undefined ? undefined : { id: `${teamId}/${userId}`, name: name ?? `${teamId}/${userId}` };

/**
 * Where the token is: a bot's is at the top, a user's is in `authed_user`, and with rotation so is what belongs to it
 * (https://docs.slack.dev/authentication/using-token-rotation, read 2026-11-21).
 */
const liftUserToken = (members: Members): Members => {
  const user = membersOf(members.authed_user);
  if (members.access_token !== undefined || textIn(user, 'access_token') === undefined) return members;
  const { access_token, refresh_token, expires_in, scope } = user;
  return { ...members, access_token, refresh_token, expires_in, scope };
};

/** Slack. Its API answers with status 200 whatever happened, and says in `ok` what did. */
export const slack: ProviderType = {
  type: 'slack',
  docs: 'https://docs.slack.dev/authentication/installing-with-oauth',
  displayName: 'Slack',
  displayIcon: '/icon/slack.svg',
  defaults: {
    authUrl: 'https://slack.com/oauth/v2/authorize',
    tokenUrl: 'https://slack.com/api/oauth.v2.access',
    revokeUrl: 'https://slack.com/api/auth.revoke',
    apiBaseUrl: 'https://slack.com/api',
    clientAuth: 'client_secret_post',
    extraTokenKeys: ['authed_user'],
    pkceMethod: 'none',
  },
  scopeSeparator: ',',
  readTokenAnswer: (members) => {
    const { error, ...rest } = members;
    return members.ok === false ? { ...rest, error: error ?? 'unknown_error' } : withSpacedScope(liftUserToken(rest));
  },
  readRefusal: (body) => {
    if (!isMembers(body) || body.ok !== false) return undefined;
    const words = textIn(body, 'error') ?? 'unknown_error';
    return { words, isAboutToken: tokenErrors.has(words) };
  },
  revocationRequest: (_provider, revokeUrl, { accessToken }) => formRequest(revokeUrl, {}, { authorization: `Bearer ${accessToken}` }),
  accountRequest: ({ apiBaseUrl }) => (apiBaseUrl === undefined ? undefined : { method: 'POST', url: `${apiBaseUrl}/auth.test` }),
  readAccount: ({ answer, token }) => {
    const who = membersOf(answer);
    const user = textIn(who, 'user');
    const workspace = hostOf(textIn(who, 'url')) ?? textIn(who, 'team');
    if (who.ok === true)
      return accountOf(textIn(who, 'team_id'), textIn(who, 'user_id'), workspace === undefined ? user : `${user}@${workspace}`);
    const team = membersOf(token.team);
    return accountOf(textIn(team, 'id'), textIn(token, 'bot_user_id') ?? textIn(membersOf(token.authed_user), 'id'), textIn(team, 'name'));
  },
};
