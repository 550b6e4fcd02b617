import { authorizationServerMetadata } from '../../engine/metadata/authorization-server-metadata.ts';
import { certificateSupport } from '../../engine/metadata/client-auth-metadata.ts';
import { offeredMetadata } from '../../engine/metadata/offered-metadata.ts';
import { openIdMetadata } from '../../engine/metadata/openid-metadata.ts';
import type { Service } from '../../engine/model/service.ts';
import type { Rooms } from '../context.ts';
import { delegatedGrantsOf } from './delegated-grants.ts';
import { serviceUrl } from './service-url.ts';

/** The metadata document of a service (RFC 8414 §2, OpenID Connect Discovery §3), with its endpoints here or where it says they are. */
export function describeService(rooms: Rooms, service: Service): Readonly<Record<string, unknown>> {
  const base = serviceUrl(rooms, service);
  const endpoints = {
    authorization: `${base}/oauth2/authorize`,
    pushedAuthorizationRequest: `${base}/oauth2/par`,
    token: `${base}/oauth2/tokens`,
    deviceAuthorization: `${base}/oauth2/device`,
    revocation: `${base}/oauth2/revoke`,
    introspection: `${base}/oauth2/introspect`,
    challenge: `${base}/oauth2/challenge`,
    endSession: `${base}/oauth2/logout`,
    registration: `${base}/oauth2/register`,
    jwks: `${base}/oauth2/jwks`,
    userinfo: `${base}/oauth2/userinfo`,
    ...service.description.endpoints,
  };
  const metadata = authorizationServerMetadata(service, endpoints, certificateSupport(service, rooms.clientCertificates));
  const delegated = delegatedGrantsOf(service, rooms.serviceId).map(({ name }) => name);
  const openId = openIdMetadata(service, endpoints, rooms.engine.subjectClaimNames);
  const document = { ...metadata, ...openId, grant_types_supported: [...metadata.grant_types_supported, ...delegated] };
  return offeredMetadata(service, document);
}
