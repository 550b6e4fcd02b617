import type { EpochSeconds } from '../../protocol/units.ts';
import type { SigningKey } from '../model/signing-key.ts';
import { kidOf } from './kid-of.ts';

/** Whether a key belongs into the JWKS: from its making until it retires. */
export const isPublished = (key: Pick<SigningKey, 'retiresAt'>, now: EpochSeconds): boolean =>
  key.retiresAt === undefined || key.retiresAt > now;

/** Whether a key signs rather than another: one that is active, one that stays, the newest; of those made at once the first. */
function isRather(key: SigningKey, other: SigningKey, now: EpochSeconds): boolean {
  const isActive = key.activeFrom <= now;
  if (isActive !== other.activeFrom <= now) return isActive;
  const stays = key.retiresAt === undefined;
  if (stays !== (other.retiresAt === undefined)) return stays;
  if (key.activeFrom === other.activeFrom) return key.id < other.id;
  return isActive ? key.activeFrom > other.activeFrom : key.activeFrom < other.activeFrom;
}

/**
 * The key to sign with: of the published ones that are active, the one that became so last. If none is active yet, the one that
 * will be first: better a key that some caches lack than no signature.
 *
 * @param keys those of one algorithm.
 * @param kid the one that is wished for. It signs unless it is gone, or retires: what it signed could outlive it.
 */
export function chooseSigningKey(keys: readonly SigningKey[], now: EpochSeconds, kid?: string): SigningKey | undefined {
  let chosen: SigningKey | undefined;
  for (const key of keys) {
    if (!isPublished(key, now)) continue;
    if (kid !== undefined && key.retiresAt === undefined && kidOf(key) === kid) return key;
    if (chosen === undefined || isRather(key, chosen, now)) chosen = key;
  }
  return chosen;
}
