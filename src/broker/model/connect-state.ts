import type { EpochSeconds } from '../../protocol/units.ts';

/** A browser sent to a provider and expected back: good for one return, of one user, for a short time. */
export interface ConnectState {
  /** SHA-256 of the `state` parameter, base64url: reading the table lets nobody return in another's name. */
  readonly stateHash: string;
  readonly userId: string;
  readonly providerId: string;
  /** Whether the account is to be linked beside the others, and not to become the one that is meant when none is named. */
  readonly another: boolean;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
