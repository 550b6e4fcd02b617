import Type from 'typebox';
import type { DetailType } from '../../../engine/model/detail-type.ts';
import type { Service } from '../../../engine/model/service.ts';
import { profiles } from '../../../engine/profiles/registry.ts';
import { seconds } from '../../../protocol/units.ts';
import { member } from '../member-table.ts';
import { constant, flag, lifetime, type ServiceMember } from './service-member.ts';

/** A type that says no more of its details than its name: the front end checks them. */
const openType = (name: string): DetailType => ({ name, description: name, schema: { type: 'object', additionalProperties: true } });

const detailTypes: ServiceMember = member({
  name: 'supportedAuthorizationDetailsTypes',
  schema: Type.Array(Type.String(), { description: 'The types of authorization details it knows (RFC 9396).' }),
  fields: ['requestRules.detailTypes'],
  read: ({ requestRules }) => requestRules.detailTypes.map(({ name }) => name),
  write: (names, service: Service): Service => {
    const known = service.requestRules.detailTypes;
    const detailTypes = [...new Set(names)].map((name) => known.find((type) => type.name === name) ?? openType(name));
    return { ...service, requestRules: { ...service.requestRules, detailTypes } };
  },
});

const fapiModes: ServiceMember = member({
  name: 'fapiModes',
  schema: Type.Array(Type.Enum(profiles.map(({ mode }) => mode)), { description: 'The FAPI profiles that all its clients must keep.' }),
  fields: ['profiles'],
  read: (service) => profiles.filter(({ name }) => service.profiles.includes(name)).map(({ mode }) => mode),
  write: (modes, service: Service): Service => ({
    ...service,
    profiles: profiles.filter(({ mode }) => modes.includes(mode)).map(({ name }) => name),
  }),
});

/** How authorization requests must come. */
export const requestMembers: readonly ServiceMember[] = [
  flag('parRequired', 'requestRules', 'requirePushed', 'Take pushed authorization requests only.'),
  lifetime('pushedAuthReqDuration', 'How long a pushed request waits for the browser, in seconds.', {
    field: 'requestRules.pushedLifetime',
    read: ({ requestRules }) => requestRules.pushedLifetime,
    write: (pushedLifetime, service) => ({ ...service, requestRules: { ...service.requestRules, pushedLifetime } }),
  }),
  flag('requestObjectRequired', 'requestRules', 'requireSigned', 'Take signed authorization requests only.'),
  flag('nbfOptional', 'requestRules', 'nbfOptional', 'Take request objects without `nbf`, though FAPI 2.0 Message Signing demands it.'),
  constant('requestObjectAudienceChecked', Type.Boolean({ description: 'Request objects must be for the service.' }), true),
  constant('clientAssertionAudRestrictedToIssuer', Type.Boolean({ description: 'Client assertions must be for the issuer.' }), true),
  constant(
    'loopbackRedirectionUriVariable',
    Type.Boolean({ description: 'Redirect URIs on loopback may have any port (RFC 8252 §7.3).' }),
    true,
  ),
  member({
    name: 'allowableClockSkew',
    schema: Type.Integer({
      description: 'How far the clocks of others may be off that make assertions, request objects and proofs, in seconds.',
    }),
    fields: ['offerRules.clockTolerance'],
    read: ({ offerRules }) => offerRules.clockTolerance,
    write: (value, service: Service): Service => ({ ...service, offerRules: { ...service.offerRules, clockTolerance: seconds(value) } }),
  }),
  detailTypes,
  {
    name: 'supportedAcrs',
    schema: Type.Array(Type.String(), { description: 'The authentication classes people can reach. Ours to say.' }),
    read: ({ requestRules }) => requestRules.authenticationClasses.map(({ acr }) => acr),
  },
  fapiModes,
];
