import type { FastifyReply } from 'fastify';
import { currentDpopNonce } from '../engine/dpop/dpop-nonce.ts';
import type { Service } from '../engine/model/service.ts';
import type { Engine } from '../engine/ports.ts';

/** Tells a client the nonce for its next proof, on successes and errors alike, if the service demands one (RFC 9449 §8, §8.2). */
export function offerDpopNonce(
  engine: Engine,
  service: Pick<Service, 'id' | 'bindingRules'> | undefined,
  reply: FastifyReply,
): FastifyReply {
  if (service?.bindingRules.dpopNonceRequired !== true) return reply;
  return reply.header('dpop-nonce', currentDpopNonce(engine, service, engine.clock()));
}
