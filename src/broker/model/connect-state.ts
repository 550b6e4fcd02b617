import type { EpochSeconds } from '../../protocol/units.ts';

/** A browser sent to a provider and expected back: good for one return, of one user, for a short time. */
export interface ConnectState {
  /** SHA-256 of the `state` parameter, base64url: reading the table lets nobody return in another's name. */
  readonly stateHash: string;
  readonly userId: string;
  readonly providerId: string;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
