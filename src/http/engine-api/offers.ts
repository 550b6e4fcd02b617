import { currentAttestationChallenge } from '../../engine/attestation/attestation-challenge.ts';
import { currentDpopNonce } from '../../engine/dpop/dpop-nonce.ts';
import type { ServiceCall } from './engine-operation.ts';
import type { ClientCallBody } from './read-client-call.ts';

/** What the front end hands the client for its next proofs, in headers of the answer. */
export interface Offers {
  /** `DPoP-Nonce`; undefined where none is demanded. */
  readonly dpopNonce: string | undefined;
  /** `OAuth-Client-Attestation-Challenge`; undefined where none is demanded. */
  readonly attestationChallenge: string | undefined;
}

/** The nonce and the challenge to offer, on successes and errors alike (RFC 9449 §8.2). */
export function offersOf({ body, service, rooms: { engine } }: ServiceCall<unknown, unknown, ClientCallBody>): Offers {
  const isNonceDue = service.bindingRules.dpopNonceRequired || body.dpopNonceRequired === true;
  const isChallengeDue = service.attestationRules.challengeRequired && body.oauthClientAttestation !== undefined;
  const now = engine.clock();
  return {
    dpopNonce: isNonceDue ? currentDpopNonce(engine, service, now) : undefined,
    attestationChallenge: isChallengeDue ? currentAttestationChallenge(engine, service.id, now) : undefined,
  };
}
