import type { FastifyRequest } from 'fastify';
import type { PresentedAttestation } from '../engine/attestation/presented-attestation.ts';

/** The client attestation a request came with; undefined if it has neither header. */
export function readPresentedAttestation({ headers, raw }: FastifyRequest): PresentedAttestation | undefined {
  if (headers['oauth-client-attestation'] === undefined && headers['oauth-client-attestation-pop'] === undefined) return undefined;
  const { headersDistinct } = raw; // one that is there twice must not pass for one
  return {
    attestations: headersDistinct['oauth-client-attestation'] ?? [],
    proofs: headersDistinct['oauth-client-attestation-pop'] ?? [],
  };
}
