import type { Service } from '../../engine/model/service.ts';
import type { EndpointName } from '../../engine/model/service-description.ts';
import type { Rooms } from '../context.ts';

/** Where a service's endpoints begin: at the root for the first service, under `/s/{id}` for the others. */
export const serviceUrl = ({ accessUrl, serviceId }: Pick<Rooms, 'accessUrl' | 'serviceId'>, service: Pick<Service, 'id'>): string =>
  service.id === serviceId ? accessUrl : `${accessUrl}/s/${service.id}`;

/** Where a service's own endpoints are below its root. */
const endpointPaths: Readonly<Partial<Record<EndpointName, readonly string[]>>> = {
  token: ['/oauth2/token', '/oauth2/tokens'],
  pushedAuthorizationRequest: ['/oauth2/par'],
  revocation: ['/oauth2/revoke'],
  introspection: ['/oauth2/introspect'],
  userinfo: ['/oauth2/userinfo'],
  deviceAuthorization: ['/oauth2/device'],
};

/** Where an endpoint of a service is: at its front end, if it says so, or at a path of ours. */
export function endpointUrl(
  rooms: Pick<Rooms, 'accessUrl' | 'serviceId'>,
  service: Pick<Service, 'id' | 'description'>,
  path: string,
): string {
  for (const [name, url] of Object.entries(service.description.endpoints ?? {}))
    if (endpointPaths[name as EndpointName]?.includes(path) === true) return url; // the names are those of the type
  return serviceUrl(rooms, service) + path;
}
