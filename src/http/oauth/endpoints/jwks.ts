import Type from 'typebox';
import { listPublishedKeys } from '../../../engine/keys/list-published-keys.ts';
import type { OAuthEndpoint } from '../endpoint.ts';

/** The keys our JWTs are verified with. */
export const jwksEndpoint: OAuthEndpoint = {
  name: 'getJwks',
  method: 'GET',
  paths: ['/oauth2/jwks'],
  spec: 'RFC 7517 §5',
  summary: "The service's public keys.",
  maxAgeSeconds: 300,
  crossOrigin: true,
  security: 'none',
  answers: { 200: { description: 'A JWK Set.', body: Type.Object({ keys: Type.Array(Type.Object({}, { additionalProperties: true })) }) } },
  async handle({ context, service, reply }) {
    return reply
      .header('content-type', 'application/jwk-set+json')
      .send(JSON.stringify(await listPublishedKeys(context.rooms.engine, service.id)));
  },
};
