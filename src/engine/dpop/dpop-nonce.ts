import { equalInConstantTime } from '../../protocol/constant-time.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Engine } from '../ports.ts';

/** Seconds for which one nonce is given out. */
const slotLength = 60;
/** Letters of a nonce: 132 bits of the MAC. */
const nonceLength = 22;

const slotOf = (now: EpochSeconds): number => Math.floor(now / slotLength);

const nonceOfSlot = ({ mac }: Pick<Engine, 'mac'>, serviceId: number, slot: number): string =>
  mac(`dpop nonce ${serviceId} ${slot}`).slice(0, nonceLength);

/**
 * The nonce that clients of a service shall put into their next proofs. It is a MAC of the time, so that every node gives out the same
 * one and none has to be kept; it may be used many times, since each proof is good once by its `jti`.
 *
 * @see RFC 9449 §8, §8.2
 */
export const currentDpopNonce = (engine: Pick<Engine, 'mac'>, serviceId: number, now: EpochSeconds): string =>
  nonceOfSlot(engine, serviceId, slotOf(now));

/** Whether a nonce was given out in this slot or the one before, or by a node whose clock is ahead. */
export function isRecentDpopNonce(engine: Pick<Engine, 'mac'>, serviceId: number, nonce: string, now: EpochSeconds): boolean {
  const slot = slotOf(now);
  return [slot, slot - 1, slot + 1].some((each) => equalInConstantTime(nonceOfSlot(engine, serviceId, each), nonce));
}
