import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';

/** A token of an installation that was promised to end before GitHub would end it. */
export interface EndingToken {
  readonly id: string;
  readonly providerId: string;
  readonly token: Secret;
  readonly endsAt: EpochSeconds;
  /** When GitHub ends it, whatever becomes of ours. */
  readonly expiresAt: EpochSeconds;
}
