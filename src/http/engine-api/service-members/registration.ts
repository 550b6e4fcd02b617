import Type from 'typebox';
import { findPolicyFault } from '../../../engine/cimd/metadata-policy.ts';
import type { MetadataPolicy, ServiceDocumentRules, ServiceRegistrationRules } from '../../../engine/model/registration-rules.ts';
import type { Service } from '../../../engine/model/service.ts';
import { isJsonObject, parseObject } from '../../../protocol/jose/parse-object.ts';
import { CallerError } from '../caller-error.ts';
import { member } from '../member-table.ts';
import { constant, flag, type ServiceMember } from './service-member.ts';

const withRules = (service: Service, rules: Partial<ServiceRegistrationRules>): Service => ({
  ...service,
  registrationRules: { ...service.registrationRules, ...rules },
});

const withDocuments = (service: Service, documents: Partial<ServiceDocumentRules>): Service =>
  withRules(service, { documents: { ...service.registrationRules.documents, ...documents } });

const documentFlag = (
  name: string,
  key: 'isSupported' | 'alwaysRetrieved' | 'httpPermitted' | 'queryPermitted',
  description: string,
): ServiceMember =>
  member({
    name,
    schema: Type.Boolean({ description }),
    read: (service: Service) => service.registrationRules.documents[key],
    write: (value, service: Service): Service => withDocuments(service, { [key]: value }),
  });

/** A policy out of its JSON. */
function readPolicy(text: string): MetadataPolicy {
  const policy = parseObject(text);
  if (policy === undefined || !Object.values(policy).every(isJsonObject))
    throw new CallerError('wrongMember', 'The member cimdMetadataPolicy must be the text of a JSON object of objects.');
  const read = policy as MetadataPolicy; // each entry is an object
  const fault = findPolicyFault(read);
  if (fault !== undefined) throw new CallerError('wrongMember', `The member cimdMetadataPolicy is not right: ${fault}.`);
  return read;
}

/** How clients come to a service without its operator. */
export const registrationMembers: readonly ServiceMember[] = [
  member({
    name: 'dynamicRegistrationSupported',
    schema: Type.Boolean({ description: 'Whether clients may register themselves (RFC 7591).' }),
    read: (service: Service) => service.registrationRules.registration !== 'closed',
    write: (value, service: Service): Service => {
      const { registration } = service.registrationRules;
      return withRules(service, { registration: value ? (registration === 'closed' ? 'open' : registration) : 'closed' });
    },
  }),
  member({
    name: 'unauthorizedOnClientConfigSupported',
    schema: Type.Boolean({ description: 'Whether the action for a wrong registration access token is `UNAUTHORIZED`, not `BAD_REQUEST`.' }),
    read: (service: Service) => service.registrationRules.unauthorizedOnManagement,
    write: (value, service: Service): Service => withRules(service, { unauthorizedOnManagement: value }),
  }),
  constant('dcrScopeUsedAsRequestable', Type.Boolean({ description: 'Always true: a client may have the scopes it registers.' }), true),
  member({
    name: 'dcrDuplicateSoftwareIdBlocked',
    schema: Type.Boolean({ description: 'Refuse to register a client with the `software_id` of another.' }),
    read: (service: Service) => service.registrationRules.softwareIdsUnique,
    write: (value, service: Service): Service => withRules(service, { softwareIdsUnique: value }),
  }),
  member({
    name: 'supportedCustomClientMetadata',
    schema: Type.Array(Type.String(), {
      description: 'Names of metadata that clients may have beside those we know; they are kept and told.',
    }),
    fields: ['registrationRules.customMetadata'],
    read: (service: Service) => service.registrationRules.customMetadata,
    write: (value, service: Service): Service => withRules(service, { customMetadata: value }),
  }),
  member({
    name: 'clientsPerDeveloper',
    schema: Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'How many clients one `developer` may have; 0: any number.' }),
    read: ({ offerRules }: Service) => offerRules.clientsPerDeveloper ?? 0,
    write: (value, service: Service): Service => ({
      ...service,
      offerRules: { ...service.offerRules, clientsPerDeveloper: value === 0 ? undefined : value },
    }),
  }),
  flag('httpAliasProhibited', 'offerRules', 'urlIdsProhibited', 'Refuse to give clients aliases that begin with `https://` or `http://`.'),
  documentFlag(
    'clientIdMetadataDocumentSupported',
    'isSupported',
    'Whether a client id may be the URL of a metadata document, which is fetched.',
  ),
  documentFlag('cimdAlwaysRetrieved', 'alwaysRetrieved', 'Whether it is fetched for each request that starts something.'),
  documentFlag('cimdHttpPermitted', 'httpPermitted', 'Whether the URL may be of plain http.'),
  documentFlag('cimdQueryPermitted', 'queryPermitted', 'Whether it may have a query.'),
  member({
    name: 'cimdAllowlist',
    schema: Type.Array(Type.String(), {
      description: 'What the URLs must begin with, by whole path segments. An empty list changes nothing.',
    }),
    read: (service: Service) => service.registrationRules.documents.allowlist,
    write: (value, service: Service): Service => (value.length === 0 ? service : withDocuments(service, { allowlist: value })),
  }),
  member({
    name: 'cimdAllowlistEnabled',
    schema: Type.Boolean({ description: 'Whether only URLs of the list are taken; false forgets the list.' }),
    read: (service: Service) => service.registrationRules.documents.allowlist !== undefined,
    write: (value, service: Service): Service =>
      withDocuments(service, { allowlist: value ? (service.registrationRules.documents.allowlist ?? []) : undefined }),
  }),
  member({
    name: 'cimdMetadataPolicy',
    schema: Type.String({
      description: 'What is made of the metadata before they are judged: a metadata policy of OpenID Federation, as JSON.',
    }),
    read: (service: Service) => {
      const { policy } = service.registrationRules.documents;
      return policy && JSON.stringify(policy);
    },
    write: (value, service: Service): Service => (value === '' ? service : withDocuments(service, { policy: readPolicy(value) })),
  }),
  member({
    name: 'cimdMetadataPolicyEnabled',
    schema: Type.Boolean({ description: 'Whether the policy is applied; false forgets it.' }),
    read: (service: Service) => service.registrationRules.documents.policy !== undefined,
    write: (value, service: Service): Service =>
      withDocuments(service, { policy: value ? (service.registrationRules.documents.policy ?? {}) : undefined }),
  }),
];
