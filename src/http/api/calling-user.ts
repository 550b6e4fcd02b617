import type { Caller } from '../../identity/caller.ts';

/** A caller who is a person, by whichever credential. */
export type CallingUser = Extract<Caller, { kind: 'user' }>;

/** The person who calls an operation for users: the router lets nobody else in. */
export function callingUser(caller: Caller | undefined): CallingUser {
  if (caller?.kind !== 'user') throw new Error('an operation for users was run without one');
  return caller;
}

/** The session the person calls with, if it is one. */
export const callingSession = (caller: CallingUser): string | undefined => (caller.via === 'session' ? caller.credentialId : undefined);
