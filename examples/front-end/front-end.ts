import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { authorizationEndpoint } from './endpoints/authorize.ts';
import { deviceEndpoints } from './endpoints/device.ts';
import { documents } from './endpoints/documents.ts';
import { introspectionEndpoint } from './endpoints/introspect.ts';
import { tokenEndpoints } from './endpoints/token.ts';
import { userinfoEndpoint } from './endpoints/userinfo.ts';
import type { Engine } from './engine.ts';

/** Builds the authorization server: what is the protocol's, the engine decides; who people are, this server knows. */
export function buildFrontEnd(engine: Engine, issuer: string): FastifyInstance {
  const app = fastify();
  app.register(cookie);
  // The engine wants forms as they came.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const mount of [documents, authorizationEndpoint, tokenEndpoints, introspectionEndpoint, userinfoEndpoint, deviceEndpoints])
    mount(app, engine, issuer);
  return app;
}
