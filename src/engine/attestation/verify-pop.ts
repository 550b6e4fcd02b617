import { type ClientAttestation, readAttestationPop } from '../../protocol/client-attestation.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { thumbprintInput } from '../../protocol/jose/jwk.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { ProvenKey } from '../dpop/verify-dpop.ts';
import { verifyJws } from '../jose/verify-jws.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { replayMark } from '../replay/replay-mark.ts';
import { isRecentAttestationChallenge } from './attestation-challenge.ts';
import { findPopError, popEnd } from './find-pop-error.ts';

/** A proof beside an attestation that was verified. */
export interface PopCheck {
  readonly service: Pick<Service, 'id' | 'issuer' | 'attestationRules'>;
  readonly attestation: ClientAttestation;
  /** The value of each `OAuth-Client-Attestation-PoP` header. */
  readonly proofs: readonly string[];
  /** How far the clock of the instance may be off. */
  readonly clockTolerance: Seconds;
  readonly now: EpochSeconds;
}

const invalid = (reason: string): OAuthError => new OAuthError('invalid_client_attestation', 'Client authentication failed.', reason);

/**
 * Verifies that a client instance has the key its attestation vouches for.
 *
 * @returns the key, or `invalid_client_attestation`, or `use_attestation_challenge` if the sender is to try again with our challenge.
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §7.2, §10.7
 */
export async function verifyPop(
  engine: Pick<Engine, 'facts' | 'sha256' | 'mac' | 'verifySignature'>,
  { service, attestation: { clientId, instanceKey }, proofs, clockTolerance, now }: PopCheck,
): Promise<ProvenKey | OAuthError> {
  const pop = readAttestationPop(proofs);
  if (pop instanceof OAuthError) return pop;
  const error = findPopError({
    now,
    clockTolerance,
    pop,
    clientId,
    issuer: service.issuer,
    isChallengeRequired: service.attestationRules.challengeRequired,
    isChallengeRecent: pop.challenge !== undefined && isRecentAttestationChallenge(engine, service.id, pop.challenge, now),
  });
  if (error !== undefined) return error;
  const key = { ...instanceKey, kid: pop.jwt.header.kid }; // whatever the instance calls it, it is the attested key
  const verification = await verifyJws(engine, { jws: pop.jwt, keys: [key], algorithms: signatureAlgorithmNames });
  if (verification.outcome !== 'verified') {
    return invalid(`proof: ${verification.outcome === 'no_key' ? 'the attested key does not fit' : verification.reason}`);
  }
  const jkt = engine.sha256(thumbprintInput(instanceKey));
  const mark = replayMark(engine, { kind: 'attestation_pop', parts: [service.id, jkt, pop.jti], expiresAt: popEnd(pop, clockTolerance) });
  if (await engine.facts.isMarked(mark)) return invalid('proof replayed');
  return { jkt, changes: [{ change: 'mark_used', mark }] };
}
