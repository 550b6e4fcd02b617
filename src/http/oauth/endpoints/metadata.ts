import Type from 'typebox';
import { authorizationServerMetadata } from '../../../engine/metadata/authorization-server-metadata.ts';
import { openIdMetadata } from '../../../engine/metadata/openid-metadata.ts';
import { delegatedGrantsOf } from '../delegated-grants.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { serviceUrl } from '../service-url.ts';

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
  async handle({ context, service, reply }) {
    const base = serviceUrl(context.rooms, service);
    const endpoints = {
      authorization: `${base}/oauth2/authorize`,
      pushedAuthorizationRequest: `${base}/oauth2/par`,
      token: `${base}/oauth2/tokens`,
      deviceAuthorization: `${base}/oauth2/device`,
      revocation: `${base}/oauth2/revoke`,
      introspection: `${base}/oauth2/introspect`,
      challenge: `${base}/oauth2/challenge`,
      endSession: `${base}/oauth2/logout`,
      jwks: `${base}/oauth2/jwks`,
    };
    const metadata = authorizationServerMetadata(service, endpoints, context.rooms.clientCertificates);
    const delegated = delegatedGrantsOf(service, context.rooms.serviceId).map(({ name }) => name);
    const openId = openIdMetadata(service, { userinfo: `${base}/oauth2/userinfo` }, context.rooms.engine.subjectClaimNames);
    return reply.send({ ...metadata, ...openId, grant_types_supported: [...metadata.grant_types_supported, ...delegated] });
  },
};
