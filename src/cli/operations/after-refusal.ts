import type { ApiResponse } from '../api/call-api.ts';
import { isJsonObject } from '../api/read-answer.ts';
import type { Target } from '../configuration/resolve-target.ts';

/** When to come again, as `Retry-After` has it (RFC 9110 §10.2.3). */
const whenAgain = (retryAfter: string | undefined): string => {
  if (retryAfter === undefined) return 'in a while';
  return /^\d+$/.test(retryAfter) ? `in ${retryAfter} s` : `after ${retryAfter}`;
};

/** What to try next when an operation was refused; undefined if nothing helps that is known here. */
export function afterRefusal(
  { status, body, retryAfter }: ApiResponse,
  { bearerSource, url }: Target,
  path: readonly string[],
): string | undefined {
  const isOfEngine = isJsonObject(body) && typeof body.resultCode === 'string';
  const help = `grantry ${path.join(' ')} --help`;
  switch (status) {
    case 400:
    case 422:
      return help;
    case 401:
      return bearerSource === 'unset' ? 'grantry configure, or --bearer <token>' : 'grantry auth whoami, to see which token was sent';
    case 403:
      return `--bearer <token>, with a token that may do this at ${url} (grantry management-token create makes one)`;
    case 404:
      return isOfEngine ? help : `grantry auth whoami, to see which server was asked: ${url} may be another, or the service has another id`;
    case 429:
      return `the same again ${whenAgain(retryAfter)}`;
    default:
      if (status < 400) return `--server-url <url>, with the one that ${url} redirects to`;
      return status >= 500 ? 'the same again, and if that does not help, the log of the server' : undefined;
  }
}
