import type { EpochSeconds } from '../../protocol/units.ts';

/** What became of tokens that were made at once: all of them, or none. Kept for a while, for who asks later. */
export interface TokenBatch {
  readonly id: string;
  readonly serviceId: number;
  /** Why none was made; undefined if all were. */
  readonly failure: { readonly code: string; readonly description: string } | undefined;
  /** How many were asked for. */
  readonly tokenCount: number;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
