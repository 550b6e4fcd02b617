import Type from 'typebox';
import { protectedResourceMetadata } from '../../../engine/metadata/protected-resource-metadata.ts';
import type { OAuthEndpoint } from '../endpoint.ts';

/** Metadata of the REST API as a resource that takes our tokens. */
export const protectedResourceEndpoint: OAuthEndpoint = {
  name: 'getProtectedResourceMetadata',
  method: 'GET',
  paths: ['/.well-known/oauth-protected-resource'],
  spec: 'RFC 9728 §3',
  summary: 'Whose tokens the REST API takes, and how.',
  maxAgeSeconds: 300,
  crossOrigin: true,
  security: 'none',
  answers: {
    200: {
      description: 'The metadata document (RFC 9728 §2).',
      body: Type.Object({ resource: Type.String() }, { additionalProperties: true }),
    },
  },
  async handle({ context, service, reply }) {
    return reply.send(protectedResourceMetadata(service, context.rooms.accessUrl, context.rooms.clientCertificates.isAccepted));
  },
};
