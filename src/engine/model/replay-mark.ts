import type { EpochSeconds } from '../../protocol/units.ts';

/** Something that is good once was used. */
export interface ReplayMark {
  /** What it is, as `client_assertion`. Keys of different kinds never meet. */
  readonly kind: string;
  /** SHA-256 of what makes it one of a kind, so that nobody chooses how long it is. */
  readonly key: string;
  /** From here on it would be refused for its age. */
  readonly expiresAt: EpochSeconds;
}
