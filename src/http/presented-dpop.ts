import type { FastifyRequest } from 'fastify';
import type { PresentedDpop } from '../engine/dpop/presented-dpop.ts';
import type { Rooms } from './context.ts';

/** The DPoP proof a request came with; undefined if it has no `DPoP` header. The URL is the one clients know, whatever a proxy made of it. */
export function readPresentedDpop({ accessUrl }: Pick<Rooms, 'accessUrl'>, request: FastifyRequest): PresentedDpop | undefined {
  if (request.headers.dpop === undefined) return undefined;
  return { proofs: request.raw.headersDistinct.dpop ?? [], method: request.method, url: accessUrl + request.url };
}
