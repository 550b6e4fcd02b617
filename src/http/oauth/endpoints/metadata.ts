import Type from 'typebox';
import { describeService } from '../describe-service.ts';
import type { OAuthEndpoint } from '../endpoint.ts';

/** Authorization server metadata, under the name of RFC 8414 and the one OpenID clients look for, in both path forms. */
export const metadataEndpoint: OAuthEndpoint = {
  name: 'getAuthorizationServerMetadata',
  method: 'GET',
  paths: ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'],
  insertedPaths: ['/.well-known/oauth-authorization-server/s/:serviceId', '/.well-known/openid-configuration/s/:serviceId'],
  spec: 'RFC 8414 §3, OpenID Connect Discovery §4',
  summary: 'What this authorization server can do, and where.',
  maxAgeSeconds: 300,
  crossOrigin: true,
  security: 'none',
  answers: {
    200: {
      description: 'The metadata document (RFC 8414 §2).',
      body: Type.Object({ issuer: Type.String() }, { additionalProperties: true }),
    },
  },
  handle: async ({ context, service, reply }) => reply.send(describeService(context.rooms, service)),
};
