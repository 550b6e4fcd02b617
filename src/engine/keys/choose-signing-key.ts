import type { EpochSeconds } from '../../protocol/units.ts';
import type { SigningKey } from '../model/signing-key.ts';

/** Whether a key belongs into the JWKS: from its making until it retires. */
export const isPublished = (key: Pick<SigningKey, 'retiresAt'>, now: EpochSeconds): boolean =>
  key.retiresAt === undefined || key.retiresAt > now;

/**
 * The key to sign with: of the published ones that are active, the one that became so last. If none is active yet, the one that
 * will be first: better a key that some caches lack than no signature.
 *
 * @param keys those of one algorithm.
 */
export function chooseSigningKey(keys: readonly SigningKey[], now: EpochSeconds): SigningKey | undefined {
  let chosen: SigningKey | undefined;
  for (const key of keys) {
    if (!isPublished(key, now)) continue;
    if (chosen === undefined) chosen = key;
    else if (key.activeFrom > now ? key.activeFrom < chosen.activeFrom : chosen.activeFrom > now || key.activeFrom > chosen.activeFrom)
      chosen = key;
  }
  return chosen;
}
