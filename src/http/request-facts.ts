import type { FastifyRequest } from 'fastify';
import type { RequestFacts } from './context.ts';

/** What the rooms may know of a request besides its content. */
export const requestFacts = (request: FastifyRequest): RequestFacts => ({
  requestId: request.id,
  address: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 256),
  isGone: () => request.raw.socket.destroyed,
});
