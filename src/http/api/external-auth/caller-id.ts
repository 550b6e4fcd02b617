import type { Caller } from '../../../identity/caller.ts';
import { ApiError } from '../api-error.ts';

/**
 * The id of the user who calls, or whom the calling agent acts for.
 *
 * @throws ApiError 401 if nobody does; the router lets nobody through to here.
 */
export function callerId(caller: Caller | undefined): string {
  if (caller === undefined) throw new ApiError(401, 'You must be signed in.');
  return caller.user.id;
}
