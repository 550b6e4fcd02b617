import { after, type EpochSeconds, type Seconds } from '../../protocol/units.ts';
import type { Authentication } from '../model/authentication.ts';
import type { Service } from '../model/service.ts';
import { reachesAcr } from './find-acr.ts';

/** How lately and how well a person must have proved who they are for a resource server to go along (RFC 9470 §3). */
export interface AuthenticationDemand {
  /** How long ago they may have; undefined: any time ago. */
  readonly maxAge: Seconds | undefined;
  /** Any of these classes will do; empty: whichever. */
  readonly acrValues: readonly string[];
}

/** Whether who a token speaks for proved it as lately and as well as an operation wants (RFC 9470 §5). */
export function meetsDemand(
  { requestRules }: Pick<Service, 'requestRules'>,
  { maxAge, acrValues }: AuthenticationDemand,
  { authTime, acr }: Pick<Authentication, 'authTime' | 'acr'>,
  now: EpochSeconds,
): boolean {
  const isFresh = maxAge === undefined || now <= after(authTime, maxAge);
  return isFresh && (acrValues.length === 0 || acrValues.some((wanted) => reachesAcr(requestRules.authenticationClasses, acr, wanted)));
}
