import type { OperationCommand, OperationFlag } from '../operation-command.ts';

/** The flags that several of them have. */
const shared = {
  serviceId: {
    name: 'service-id',
    member: 'serviceId',
    place: 'path',
    type: 'string',
    summary: 'The id of the service.',
    short: 's',
    isRequired: true,
  },
  handle: { name: 'handle', member: 'handle', place: 'path', type: 'string', summary: 'The handle of the key.', isRequired: true },
} satisfies Readonly<Record<string, OperationFlag>>;

/** The commands that begin with `hardware-security-keys`: written by `npm run docs` from the definitions of their operations. */
export const hardwareSecurityKeysOperations: readonly OperationCommand[] = [
  {
    path: ['hardware-security-keys', 'create'],
    summary: 'Create a key in a hardware security module.',
    description: 'Services do not keep keys in hardware security modules yet: the answer says so.',
    method: 'POST',
    template: '/api/{serviceId}/hsk/create',
    example: { serviceId: '$SERVICE_ID', kty: 'EC', use: 'sig', kid: 'key-1', hsmName: 'my-module', alg: 'ES256' },
    flags: [
      { name: 'alg', member: 'alg', place: 'body', type: 'string', summary: 'The algorithm of the key.' },
      { name: 'hsm-name', member: 'hsmName', place: 'body', type: 'string', summary: 'The module.' },
      { name: 'kid', member: 'kid', place: 'body', type: 'string', summary: 'The id of the key.' },
      { name: 'kty', member: 'kty', place: 'body', type: 'string', summary: 'The type of the key.' },
      shared.serviceId,
      { name: 'use', member: 'use', place: 'body', type: 'string', summary: 'What the key is for.' },
    ],
  },
  {
    path: ['hardware-security-keys', 'list'],
    summary: 'List the keys in hardware security modules.',
    description: 'Services do not keep keys in hardware security modules yet: the answer says so.',
    method: 'GET',
    template: '/api/{serviceId}/hsk/get/list',
    example: { serviceId: '$SERVICE_ID' },
    flags: [shared.serviceId],
  },
  {
    path: ['hardware-security-keys', 'get'],
    summary: 'Get a key in a hardware security module.',
    description: 'Services do not keep keys in hardware security modules yet: the answer says so.',
    method: 'GET',
    template: '/api/{serviceId}/hsk/get/{handle}',
    example: { serviceId: '$SERVICE_ID', handle: 'the-handle' },
    flags: [shared.handle, shared.serviceId],
  },
  {
    path: ['hardware-security-keys', 'delete'],
    summary: 'Delete a key in a hardware security module.',
    description: 'Services do not keep keys in hardware security modules yet: the answer says so.',
    method: 'DELETE',
    template: '/api/{serviceId}/hsk/delete/{handle}',
    example: { serviceId: '$SERVICE_ID', handle: 'the-handle' },
    flags: [shared.handle, shared.serviceId],
  },
];
