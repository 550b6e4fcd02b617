import type { EpochSeconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import { isSubject } from './is-subject.ts';

/** Classes and sessions are kept, compared and written into tokens. */
const shortText = /^[\x20-\x7e]{1,255}$/;
/** Seconds that a front end's clock may be ahead of ours. */
const clockTolerance = 300;

/** What a front end tells of a person. */
export type ToldSubject = Pick<AuthenticatedSubject, 'subject' | 'authTime' | 'acr' | 'sessionId'>;

/** Why we cannot take what a front end tells of a person; undefined if we can. */
export function findToldFault({ subject, authTime, acr, sessionId }: ToldSubject, now: EpochSeconds): string | undefined {
  if (!isSubject(subject)) return 'The subject must be 1 to 100 characters of ASCII.';
  if (authTime > now + clockTolerance) return 'The person signed in some time in the future: the time is told in seconds.';
  const isShort = [acr, sessionId].every((text) => text === undefined || shortText.test(text));
  return isShort ? undefined : 'The acr and the session id must be 1 to 255 characters of ASCII.';
}
