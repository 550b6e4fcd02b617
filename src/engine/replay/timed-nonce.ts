import { equalInConstantTime } from '../../protocol/constant-time.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { Engine } from '../ports.ts';

/** What a nonce is for: one that is given out for one thing is good for nothing else. */
export interface NonceUse {
  readonly purpose: string;
  readonly serviceId: number;
  /** For how long one nonce is given out: it is good for as long again. */
  readonly interval: Seconds;
}

/** Letters of a nonce: 132 bits of the MAC. */
const nonceLength = 22;

const slotOf = ({ interval }: NonceUse, now: EpochSeconds): number => Math.floor(now / interval);

const nonceOfSlot = ({ mac }: Pick<Engine, 'mac'>, { purpose, serviceId }: NonceUse, slot: number): string =>
  mac(`${purpose} ${serviceId} ${slot}`).slice(0, nonceLength);

/**
 * The nonce that is given out now. It is a MAC of the time, so that every node gives out the same one and none has to be kept; it may be
 * used many times, so that what it comes in needs a `jti` that is good once.
 */
export const currentNonce = (engine: Pick<Engine, 'mac'>, use: NonceUse, now: EpochSeconds): string =>
  nonceOfSlot(engine, use, slotOf(use, now));

/** Whether a nonce was given out in this slot or the one before, or by a node whose clock is ahead. */
export function isRecentNonce(engine: Pick<Engine, 'mac'>, use: NonceUse, nonce: string, now: EpochSeconds): boolean {
  const slot = slotOf(use, now);
  return [slot, slot - 1, slot + 1].some((each) => equalInConstantTime(nonceOfSlot(engine, use, each), nonce));
}
