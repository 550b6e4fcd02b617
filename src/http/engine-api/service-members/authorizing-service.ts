import type { TObject } from 'typebox';
import type { Service } from '../../../engine/model/service.ts';
import { describeMembers, schemaOfMembers } from '../member-table.ts';
import { serviceMembers } from './registry.ts';

/** The members of a service that matter when a person is asked: no keys, and nothing that is noted for its owner alone. */
const names: ReadonlySet<string> = new Set([
  ...['apiKey', 'serviceName', 'issuer', 'description', 'attributes', 'policyUri', 'tosUri', 'serviceDocumentation'],
  ...['supportedScopes', 'supportedAcrs', 'supportedAuthorizationDetailsTypes', 'supportedGrantTypes', 'supportedResponseTypes'],
  ...[
    'supportedClaims',
    'supportedClaimTypes',
    'supportedClaimLocales',
    'supportedUiLocales',
    'supportedDisplays',
    'supportedPromptValues',
  ],
  ...['pkceRequired', 'pkceS256Required', 'parRequired', 'requestObjectRequired', 'scopeRequired', 'clientIdAliasEnabled'],
  ...['authorizationEndpoint', 'tokenEndpoint', 'pushedAuthReqEndpoint', 'userInfoEndpoint', 'revocationEndpoint', 'endSessionEndpoint'],
]);

const members = serviceMembers.filter(({ name }) => names.has(name));

/** A service, as far as a front end needs it to ask a person. */
export const authorizingService: TObject = schemaOfMembers(members, 'EngineAuthorizingService');

/** Shows as much of a service as a front end needs to ask a person. */
export const describeAuthorizingService = (service: Service): Readonly<Record<string, unknown>> => describeMembers(members, service);
