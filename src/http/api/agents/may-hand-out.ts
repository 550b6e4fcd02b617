import type { Caller } from '../../../identity/caller.ts';
import { ApiError } from '../api-error.ts';
import { type CallingUser, callingUser } from '../calling-user.ts';
import { coversScope } from '../scopes.ts';

/** What an agent's token is for: a key that may not get access tokens itself must not make one that may, or widen what one may get. */
export const handOutScope = 'external_auth:access_token';

/**
 * The calling user, if their key may get access tokens.
 *
 * @throws ApiError 403 if it may not.
 */
export function callerWhoMayHandOut(caller: Caller | undefined): CallingUser {
  const me = callingUser(caller);
  if (!coversScope(me.scopes, handOutScope)) throw new ApiError(403, `The key you call with lacks the scope ${handOutScope}.`);
  return me;
}
