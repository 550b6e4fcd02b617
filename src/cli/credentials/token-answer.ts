import { isJsonObject, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Deployment } from './credentials-file.ts';

/** The public client that this command is. The server makes it at its first start. */
export const clientId = 'grantry-cli';

/**
 * What is kept of a token endpoint's answer.
 *
 * @throws CommandFailure if it holds no token
 * @see RFC 6749 §5.1
 */
export function readTokenAnswer(url: string, body: unknown, nowInSeconds: number, previousRefreshToken?: string): Deployment {
  const answer = isJsonObject(body) ? body : {};
  const token = textOf(answer, 'access_token');
  if (token === '') throw new CommandFailure(`${url} answered without a token`);
  const refreshToken = textOf(answer, 'refresh_token') || previousRefreshToken;
  return {
    token,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(typeof answer.expires_in === 'number' ? { expires_at: nowInSeconds + answer.expires_in } : {}),
  };
}
