import type { FastifyInstance } from 'fastify';
import { readBasic } from '../client-call.ts';
import type { Engine } from '../engine.ts';
import { respond } from '../respond.ts';
import { isResourceServer } from '../users.ts';

/** The introspection endpoint (RFC 7662): it is this server's to know its resource servers. */
export function introspectionEndpoint(app: FastifyInstance, { api, serviceId }: Engine): void {
  app.post('/introspect', async (request, reply) => {
    const [id, secret] = readBasic(request.headers.authorization) ?? ['', ''];
    if (!isResourceServer(id, secret))
      return respond(reply, { action: 'UNAUTHORIZED', responseContent: JSON.stringify({ error: 'invalid_client' }) });
    const standardIntrospectionRequest = { parameters: String(request.body) };
    return respond(reply, await api.introspection.standardProcess({ serviceId, standardIntrospectionRequest }));
  });
}
