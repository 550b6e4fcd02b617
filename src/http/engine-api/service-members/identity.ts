import Type from 'typebox';
import type { Service } from '../../../engine/model/service.ts';
import { member } from '../member-table.ts';
import { pair } from '../schemas/members.ts';
import { constant, type ServiceMember, wordList, words } from './service-member.ts';

const milliseconds = (time: number | undefined): number | undefined => time && time * 1000;

type PairList = 'attributes' | 'metadata';

const pairs = (name: PairList, description: string): ServiceMember =>
  member({
    name,
    schema: Type.Array(pair, { description }),
    fields: [`description.${name}`],
    read: (service) => service.description[name],
    write: (value, service: Service): Service => ({
      ...service,
      description: { ...service.description, [name]: value } as Service['description'],
    }),
  });

/** Who a service is, and what is noted of it. */
export const identityMembers: readonly ServiceMember[] = [
  member({
    name: 'serviceName',
    schema: Type.String({ description: 'Its name, for those who look after it.' }),
    fields: ['name'],
    read: ({ name }) => name,
    write: (name, service: Service): Service => ({ ...service, name }),
  }),
  member({
    name: 'issuer',
    schema: Type.String({
      description:
        'Its issuer identifier: an https URL. Without one its endpoints are here, and this is where. That of the first service is fixed.',
    }),
    fields: ['issuer'],
    read: ({ issuer }) => issuer,
    write: (issuer, service: Service): Service => (issuer === '' ? service : { ...service, issuer }),
  }),
  { name: 'apiKey', schema: Type.Integer({ description: 'Its number. Ours to say.' }), read: ({ id }) => id },
  {
    name: 'createdAt',
    schema: Type.Integer({ description: 'In milliseconds. Ours to say.' }),
    read: (service) => milliseconds(service.createdAt),
  },
  {
    name: 'modifiedAt',
    schema: Type.Integer({ description: 'In milliseconds. Ours to say.' }),
    read: (service) => milliseconds(service.updatedAt),
  },
  {
    name: 'jwks',
    schema: Type.String({
      description:
        'Its keys: the text of a JWK Set, with private keys for new ones. They sign from now on; those you leave out stay published until their tokens are expired. Only public halves are shown.',
    }),
  },
  words('description', 'text', 'A note, for those who look after it.'),
  pairs('attributes', 'Whatever you attach: it comes back with answers about the service.'),
  pairs('metadata', 'Whatever else you note.'),
  constant('clientIdAliasEnabled', Type.Boolean({ description: 'Clients have a number and a text id, and are known by both.' }), true),
  words('policyUri', 'policyUri', 'How it treats data; in its metadata.'),
  words('tosUri', 'tosUri', 'Its terms of service; in its metadata.'),
  words('serviceDocumentation', 'documentation', 'Its documentation; in its metadata.'),
  wordList('supportedUiLocales', 'uiLocales', 'The languages of your pages; in its metadata.'),
  wordList('supportedClaimLocales', 'claimLocales', 'The languages of claims; in its metadata.'),
  wordList('supportedClaims', 'claims', 'The claims its metadata names, of those there are.'),
];
