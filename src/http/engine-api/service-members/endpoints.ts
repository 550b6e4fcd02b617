import Type from 'typebox';
import type { Service } from '../../../engine/model/service.ts';
import type { EndpointName } from '../../../engine/model/service-description.ts';
import { member } from '../member-table.ts';
import type { ServiceMember } from './service-member.ts';

const namedUri = Type.Object({ name: Type.String(), uri: Type.String() }, { $id: 'EngineNamedUri' });

const endpoint = (name: string, key: EndpointName, what: string): ServiceMember =>
  member({
    name,
    schema: Type.String({ description: `Where its ${what} is, if not here: in its metadata, and what DPoP proofs are for.` }),
    fields: [`description.endpoints.${key}`],
    read: ({ description }) => description.endpoints?.[key],
    write: (url, service: Service): Service => {
      const { [key]: _, ...others } = service.description.endpoints ?? {};
      const endpoints = url === '' ? others : { ...others, [key]: url };
      return { ...service, description: { ...service.description, endpoints } };
    },
  });

/** Where a service's endpoints are: here, unless a front end has its own. */
export const endpointMembers: readonly ServiceMember[] = [
  endpoint('authorizationEndpoint', 'authorization', 'authorization endpoint'),
  endpoint('pushedAuthReqEndpoint', 'pushedAuthorizationRequest', 'pushed authorization request endpoint'),
  endpoint('tokenEndpoint', 'token', 'token endpoint'),
  endpoint('revocationEndpoint', 'revocation', 'revocation endpoint'),
  endpoint('introspectionEndpoint', 'introspection', 'introspection endpoint'),
  endpoint('userInfoEndpoint', 'userinfo', 'userinfo endpoint'),
  endpoint('endSessionEndpoint', 'endSession', 'logout endpoint'),
  endpoint('jwksUri', 'jwks', 'key set'),
  endpoint('registrationEndpoint', 'registration', 'registration endpoint'),
  {
    ...endpoint('registrationManagementEndpoint', 'registrationManagement', ''),
    schema: Type.String({
      description: 'Below what clients manage their registrations, each at its id: its registration endpoint, if left out.',
    }),
  },
  endpoint('deviceAuthorizationEndpoint', 'deviceAuthorization', 'device authorization endpoint'),
  member({
    name: 'mtlsEndpointAliases',
    schema: Type.Array(namedUri, {
      description: 'Where clients that show certificates find endpoints, by their names in its metadata: `token_endpoint` and the like.',
    }),
    fields: ['description.mtlsEndpointAliases'],
    read: ({ description }) => description.mtlsEndpointAliases,
    write: (aliases, service: Service): Service => ({
      ...service,
      description: { ...service.description, mtlsEndpointAliases: aliases.length === 0 ? undefined : aliases },
    }),
  }),
];
