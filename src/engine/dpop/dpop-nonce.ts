import type { EpochSeconds } from '../../protocol/units.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { currentNonce, isRecentNonce, type NonceUse } from '../replay/timed-nonce.ts';

/** A service that gives out nonces. */
export type NonceIssuer = Pick<Service, 'id' | 'bindingRules'>;

const useOf = ({ id, bindingRules }: NonceIssuer): NonceUse => ({
  purpose: 'dpop nonce',
  serviceId: id,
  interval: bindingRules.dpopNonceLifetime,
});

/**
 * The nonce that clients of a service shall put into their next proofs.
 *
 * @see RFC 9449 §8, §8.2
 */
export const currentDpopNonce = (engine: Pick<Engine, 'mac'>, service: NonceIssuer, now: EpochSeconds): string =>
  currentNonce(engine, useOf(service), now);

/** Whether a nonce was given out a moment ago. */
export const isRecentDpopNonce = (engine: Pick<Engine, 'mac'>, service: NonceIssuer, nonce: string, now: EpochSeconds): boolean =>
  isRecentNonce(engine, useOf(service), nonce, now);
