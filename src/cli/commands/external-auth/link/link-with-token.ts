import type { JsonObject } from '../../../api/read-answer.ts';
import { CommandFailure } from '../../../command-failure.ts';
import type { LinkRequest } from './link-request.ts';

/** Longer than any key or token that is pasted. */
const longestToken = 16 * 1024;

/**
 * Keeps an API key or a personal access token that stands on stdin.
 *
 * @param account - what to call it, where the provider does not say
 * @returns the link
 * @throws CommandFailure if stdin is empty, or the provider does not accept the token
 */
export async function linkWithToken({ caller, another, terminal }: LinkRequest, account: string | undefined): Promise<JsonObject> {
  const accessToken = (await terminal.readInput(longestToken)).trim();
  if (accessToken === '')
    throw new CommandFailure('stdin holds no token', 'grantry external-auth link <provider> --token-stdin <token.txt');
  const json = { access_token: accessToken, ...(account === undefined ? {} : { account }), ...(another ? { another } : {}) };
  return caller.call('/token', { method: 'PUT', json });
}
