import { textOf } from '../wire/parse-object.ts';
import { CallerRefusedError, GrantryError, GrantryUnavailableError, NotAllowedError, UnknownProviderError } from './errors.ts';
import type { ServerAnswer } from './server.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What the server said for itself: `{message, detail?}`. */
function wordsOf({ status, body }: ServerAnswer, secrets: readonly string[]): string {
  const said = [textOf(body, 'message'), textOf(body, 'detail')].filter((text) => text !== undefined && text !== '').join(' ');
  return withoutSecrets(said === '' ? `status ${status}` : said, secrets);
}

/** The error for an answer that is no success, told by its status. `what` was asked for, in words. */
export function judgeRefusal(answer: ServerAnswer, what: string, secrets: readonly string[]): GrantryError {
  const words = wordsOf(answer, secrets);
  switch (answer.status) {
    case 401:
      return new CallerRefusedError(`Grantry does not accept the credential it was asked with for ${what}: ${words}`);
    case 403:
      return new NotAllowedError(`Grantry does not hand out ${what}: ${words}`);
    case 404:
      return new UnknownProviderError(`Grantry does not know ${what}: ${words}`);
    default:
      return answer.status >= 500
        ? new GrantryUnavailableError(`Grantry cannot hand out ${what} now: ${words}`)
        : new GrantryError(`Grantry refused the request for ${what}: ${words}`);
  }
}
