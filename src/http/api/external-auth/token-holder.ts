import type { HandOutPolicy } from '../../../broker/hand-out/hand-out-policy.ts';
import type { Caller } from '../../../identity/caller.ts';

/** Whose tokens a caller may get, and which of them. */
export interface TokenHolder {
  readonly userId: string;
  /** undefined is everything. */
  readonly policy: HandOutPolicy | undefined;
}

/** A user has their own tokens, an agent those of its user that its rules allow. The router lets nobody else in. */
export function tokenHolderOf(caller: Caller | undefined): TokenHolder {
  switch (caller?.kind) {
    case 'user':
      return { userId: caller.user.id, policy: undefined };
    case 'agent':
      return { userId: caller.user.id, policy: caller.agent.handOutRules };
    case undefined:
      throw new Error('an operation for users and agents was run without one');
  }
}
