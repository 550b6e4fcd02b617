import type { ApiResponse } from '../api/call-api.ts';
import { isJsonObject, readAnswer, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';

/** What git sends to a provider's server. */
export interface GitCredential {
  readonly username: string;
  readonly password: string;
  /** The token alone. */
  readonly accessToken: string;
  /** Seconds since 1970; undefined if the token has no end. */
  readonly expiresAt: number | undefined;
}

/** What the server says to a URL. */
export type TokenAnswer =
  | { readonly outcome: 'credential'; readonly credential: GitCredential }
  /** A provider serves the URL, and the account is to be linked first. */
  | { readonly outcome: 'link_needed'; readonly url: string }
  /** No provider serves the URL. */
  | { readonly outcome: 'no_provider'; readonly words: string };

/** The zero time, of the year 1, stands for a token without end. */
const readTime = (text: string): number | undefined => {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) || milliseconds <= 0 ? undefined : Math.floor(milliseconds / 1000);
};

/**
 * Judges what the server answered to the question for a token.
 *
 * @throws CommandFailure with the server's words if it refused, or answered something that git must not be told
 */
export function readTokenAnswer(url: string, response: ApiResponse): TokenAnswer {
  const { status, body } = response;
  if (status === 404 && isJsonObject(body)) {
    return { outcome: 'no_provider', words: [textOf(body, 'message'), textOf(body, 'detail')].filter((each) => each !== '').join(' ') };
  }
  const answer = readAnswer(url, response, { 401: `grantry login ${url}` });
  const linkUrl = textOf(answer, 'url');
  if (linkUrl !== '') return { outcome: 'link_needed', url: linkUrl };
  const [username, password, accessToken] = [textOf(answer, 'username'), textOf(answer, 'password'), textOf(answer, 'access_token')];
  if (username === '' && password === '') throw new CommandFailure(`${url} answered without a token`);
  // git reads lines: a line end in a value would be another attribute, of the provider's choice.
  if (/[\r\n\0]/.test(username + password + accessToken)) throw new CommandFailure(`${url} answered with a token that git cannot take`);
  return { outcome: 'credential', credential: { username, password, accessToken, expiresAt: readTime(textOf(answer, 'expires_at')) } };
}
