import type { FastifyInstance } from 'fastify';
import { readClientCall, readProvenCall } from '../client-call.ts';
import type { Engine } from '../engine.ts';
import { respond } from '../respond.ts';

/** The endpoints where clients authenticate and the engine has the answer: token, revocation, pushed requests. */
export function tokenEndpoints(app: FastifyInstance, { api, serviceId }: Engine, issuer: string): void {
  app.post('/token', async (request, reply) =>
    respond(reply, await api.token.process({ serviceId, tokenRequest: readProvenCall(request, issuer) })),
  );
  app.post('/par', async (request, reply) =>
    respond(reply, await api.pushedAuthorization.create({ serviceId, pushedAuthorizationRequest: readProvenCall(request, issuer) })),
  );
  app.post('/revoke', async (request, reply) =>
    respond(reply, await api.revocation.process({ serviceId, revocationRequest: readClientCall(request) })),
  );
}
