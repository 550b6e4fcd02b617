import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentAttestationChallenge } from '../engine/attestation/attestation-challenge.ts';
import type { Service } from '../engine/model/service.ts';
import type { Engine } from '../engine/ports.ts';
import { offerDpopNonce } from './offer-dpop-nonce.ts';
import { readPresentedAttestation } from './presented-attestation.ts';

/**
 * Tells a client instance the challenge for its next proof, on successes and errors alike; or the nonce, if a DPoP proof stands in for it.
 *
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §6.1, §6.2, §7.4
 */
export function offerAttestationChallenge(
  engine: Engine,
  service: Pick<Service, 'id' | 'bindingRules'>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const presented = readPresentedAttestation(request);
  if (presented === undefined) return reply;
  if (presented.proofs.length === 0) offerDpopNonce(engine, service, reply);
  return reply.header('oauth-client-attestation-challenge', currentAttestationChallenge(engine, service.id, engine.clock()));
}
