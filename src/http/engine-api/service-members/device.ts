import Type from 'typebox';
import type { ServiceDeviceRules, UserCodeCharset } from '../../../engine/model/device-rules.ts';
import type { Service } from '../../../engine/model/service.ts';
import { member } from '../member-table.ts';
import { lifetime, type ServiceMember } from './service-member.ts';

const withRules = (service: Service, rules: Partial<ServiceDeviceRules>): Service => ({
  ...service,
  deviceRules: { ...service.deviceRules, ...rules },
});

const uri = (name: string, key: 'verificationUri' | 'verificationUriComplete', description: string): ServiceMember =>
  member({
    name,
    schema: Type.String({ description }),
    fields: [`deviceRules.${key}`],
    read: ({ deviceRules }) => deviceRules[key],
    write: (value, service: Service): Service => withRules(service, { [key]: value === '' ? undefined : value }),
  });

const charsets: readonly UserCodeCharset[] = ['BASE20', 'NUMERIC'];

/** How a service lets devices ask that have no browser (RFC 8628). */
export const deviceMembers: readonly ServiceMember[] = [
  lifetime('deviceFlowCodeDuration', 'How long a person has to type the code of a device, in seconds.', {
    field: 'deviceRules.codeLifetime',
    read: ({ deviceRules }) => deviceRules.codeLifetime,
    write: (codeLifetime, service) => withRules(service, { codeLifetime }),
  }),
  lifetime('deviceFlowPollingInterval', 'How long a device waits between two polls, in seconds.', {
    field: 'deviceRules.pollingInterval',
    read: ({ deviceRules }) => deviceRules.pollingInterval,
    write: (pollingInterval, service) => withRules(service, { pollingInterval }),
  }),
  member({
    name: 'userCodeCharset',
    schema: Type.Enum([...charsets], { description: 'The letters of the codes: consonants, or digits.' }),
    fields: ['deviceRules.userCodeCharset'],
    read: ({ deviceRules }) => deviceRules.userCodeCharset,
    write: (name, service: Service): Service => {
      const userCodeCharset = charsets.find((each) => each === name);
      return userCodeCharset === undefined ? service : withRules(service, { userCodeCharset });
    },
  }),
  member({
    name: 'userCodeLength',
    schema: Type.Integer({ description: 'How many letters they have.' }),
    fields: ['deviceRules.userCodeLength'],
    read: ({ deviceRules }) => deviceRules.userCodeLength,
    write: (userCodeLength, service: Service): Service => (userCodeLength === 0 ? service : withRules(service, { userCodeLength })),
  }),
  uri('deviceVerificationUri', 'verificationUri', 'Where people type the code, if not at our own page.'),
  uri('deviceVerificationUriComplete', 'verificationUriComplete', 'The same with `USER_CODE` in the place of the code.'),
];
