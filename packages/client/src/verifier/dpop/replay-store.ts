import { BoundedMemory } from '../bounded-memory.ts';
import { UpstreamError } from '../upstream-error.ts';

/**
 * Remembers which proofs were used. Where several processes serve the same resource, they share one, or a proof is good once at each.
 */
export interface ReplayStore {
  /**
   * Remembers a proof until a time, in seconds since the epoch, atomically.
   *
   * @returns whether it was new.
   */
  remember(proof: string, until: number): boolean | Promise<boolean>;
}

/**
 * A replay store of this process. When it is full of proofs that could be replayed, it takes no new ones: forgetting one would let it
 * be used again.
 */
export function memoryReplayStore(maxProofs: number = 1_000_000, now: () => number = () => Date.now() / 1000): ReplayStore {
  const seen = new BoundedMemory<true>(maxProofs, now);
  return {
    remember(proof, until) {
      if (seen.get(proof) !== undefined) return false;
      if (seen.size >= maxProofs) seen.sweep();
      if (seen.size >= maxProofs) throw new UpstreamError(`${maxProofs} DPoP proofs are remembered, and no more`);
      seen.set(proof, true, until);
      return true;
    },
  };
}
