import Type from 'typebox';
import type { ServiceDelegationRules } from '../../../engine/model/delegation-rules.ts';
import type { Service } from '../../../engine/model/service.ts';
import { member } from '../member-table.ts';
import { constant, type ServiceMember } from './service-member.ts';

const rule = (name: string, key: keyof ServiceDelegationRules, description: string): ServiceMember =>
  member({
    name,
    schema: Type.Boolean({ description }),
    fields: [`tokenRules.delegation.${key}`],
    read: ({ tokenRules }: Service) => tokenRules.delegation[key],
    write: (value, service: Service): Service => {
      const { tokenRules } = service;
      return { ...service, tokenRules: { ...tokenRules, delegation: { ...tokenRules.delegation, [key]: value } } };
    },
  });

const always = (name: string, description: string): ServiceMember => constant(name, Type.Boolean({ description }), true);

/** What is looked at of requests that the front end judges. */
export const delegationMembers: readonly ServiceMember[] = [
  always('tokenExchangeByIdentifiableClientsOnly', 'Always so: who exchanges a token is known.'),
  always('tokenExchangeByPermittedClientsOnly', 'Always so: clients have `TOKEN_EXCHANGE` among their grant types.'),
  rule('tokenExchangeByConfidentialClientsOnly', 'exchangeByConfidentialClientsOnly', 'Let only confidential clients exchange tokens.'),
  rule('tokenExchangeEncryptedJwtRejected', 'exchangeRefusesEncrypted', 'Refuse to exchange JWTs that are encrypted.'),
  rule('tokenExchangeUnsignedJwtRejected', 'exchangeRefusesUnsigned', 'Refuse to exchange JWTs that are not signed.'),
  always('jwtGrantByIdentifiableClientsOnly', 'Always so: who brings an assertion is known.'),
  rule('jwtGrantEncryptedJwtRejected', 'jwtGrantRefusesEncrypted', 'Refuse assertions that are encrypted.'),
  rule('jwtGrantUnsignedJwtRejected', 'jwtGrantRefusesUnsigned', 'Refuse assertions that are not signed.'),
];
