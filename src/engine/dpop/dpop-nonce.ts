import type { EpochSeconds } from '../../protocol/units.ts';
import type { Engine } from '../ports.ts';
import { currentNonce, isRecentNonce } from '../replay/timed-nonce.ts';

const purpose = 'dpop nonce';

/**
 * The nonce that clients of a service shall put into their next proofs.
 *
 * @see RFC 9449 §8, §8.2
 */
export const currentDpopNonce = (engine: Pick<Engine, 'mac'>, serviceId: number, now: EpochSeconds): string =>
  currentNonce(engine, { purpose, serviceId }, now);

/** Whether a nonce was given out a moment ago. */
export const isRecentDpopNonce = (engine: Pick<Engine, 'mac'>, serviceId: number, nonce: string, now: EpochSeconds): boolean =>
  isRecentNonce(engine, { purpose, serviceId }, nonce, now);
