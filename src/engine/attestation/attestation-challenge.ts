import { type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Engine } from '../ports.ts';
import { currentNonce, isRecentNonce } from '../replay/timed-nonce.ts';

const purpose = 'attestation challenge';
const interval: Seconds = seconds(60);

/**
 * The challenge that client instances of a service shall put into their next proofs.
 *
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §6
 */
export const currentAttestationChallenge = (engine: Pick<Engine, 'mac'>, serviceId: number, now: EpochSeconds): string =>
  currentNonce(engine, { purpose, serviceId, interval }, now);

/** Whether a challenge was given out a moment ago. */
export const isRecentAttestationChallenge = (
  engine: Pick<Engine, 'mac'>,
  serviceId: number,
  challenge: string,
  now: EpochSeconds,
): boolean => isRecentNonce(engine, { purpose, serviceId, interval }, challenge, now);
