import { callApi } from '../api/call-api.ts';
import type { Asker } from './asker.ts';
import { readTokenAnswer, type TokenAnswer } from './token-answer.ts';

/** Which token is wanted. */
export interface TokenQuestion {
  /** The URL that the token is for. */
  readonly match: string;
  /** The account it must be of; undefined leaves it to `username`. */
  readonly account?: string | undefined;
  /** The account that the URL names: of that name if there is one, otherwise of the only one there is. */
  readonly username?: string | undefined;
  /** Whether to wait until there is a token. */
  readonly listens?: boolean;
}

/**
 * Asks the server for the token that serves a URL.
 *
 * @throws CommandFailure if the server cannot be reached, refuses, or is in trouble
 */
export async function askForToken({ path, ...server }: Asker, question: TokenQuestion): Promise<TokenAnswer> {
  const { match, account, username, listens = false } = question;
  const query = new URLSearchParams({
    match,
    ...(account === undefined ? {} : { account }),
    ...(account === undefined && username !== undefined ? { username } : {}),
    ...(listens ? { listen: '' } : {}),
  });
  return readTokenAnswer(server.url, await callApi({ ...server, path: `${path}?${query}` }));
}
