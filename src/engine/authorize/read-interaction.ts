import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject, ValidAuthorization } from './authorization-request.ts';

/** What a request says of the person: `prompt` and `max_age`. */
type Interaction = Pick<ValidAuthorization, 'mayInteract' | 'mustSignIn' | 'maxAge'>;

const wholeSeconds = /^[0-9]{1,10}$/;

/**
 * Reads `prompt` and `max_age`. Consent is asked every time, so that `prompt=consent` adds nothing; `acr_values` is a wish that a server
 * which knows no levels leaves aside.
 *
 * @see OpenID Connect Core §3.1.2.1, RFC 9470 §4
 */
export function readInteraction(parameters: Parameters): Interaction | OAuthError {
  const prompts = getParameter(parameters, 'prompt')?.split(' ') ?? [];
  const mayInteract = !prompts.includes('none');
  if (!mayInteract && prompts.length > 1) return new OAuthError('invalid_request', 'prompt=none stands alone.');
  const maxAge = getParameter(parameters, 'max_age');
  if (maxAge !== undefined && !wholeSeconds.test(maxAge)) {
    return new OAuthError('invalid_request', 'The parameter max_age must be a number of seconds.');
  }
  return {
    mayInteract,
    mustSignIn: prompts.includes('login') || prompts.includes('select_account'),
    maxAge: maxAge === undefined ? undefined : seconds(Number(maxAge)),
  };
}

/** How long a person may think about a request once it was opened. */
export const decisionTime: Seconds = seconds(900);

/**
 * Whether a person signed in as lately as the request wants.
 *
 * @param openedAt when the request was first seen: who signed in since then did it for this request.
 * @param slack how much of the time since the sign-in may have passed on our pages, where it is not known when the request was opened.
 */
export function isSignedInFor(
  { mustSignIn, maxAge }: Interaction,
  { authTime }: AuthenticatedSubject,
  { now, openedAt, slack }: { readonly now: EpochSeconds; readonly openedAt: EpochSeconds | undefined; readonly slack: Seconds },
): boolean {
  if (openedAt !== undefined && authTime >= openedAt) return true;
  if (mustSignIn) return openedAt === undefined && slack > 0 && now <= after(authTime, slack);
  return maxAge === undefined || (openedAt ?? now - slack) <= authTime + maxAge;
}
