import type { FastifyInstance } from 'fastify';
import type { Engine } from '../engine.ts';

/** What clients read before they ask: the metadata and the public keys. */
export function documents(app: FastifyInstance, { api, serviceId, readConfiguration }: Engine): void {
  app.get('/.well-known/openid-configuration', readConfiguration);
  app.get('/.well-known/oauth-authorization-server', readConfiguration);
  app.get('/jwks', () => api.jwkSetEndpoint.serviceJwksGetApi({ serviceId }));
}
