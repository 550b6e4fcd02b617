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
} satisfies Readonly<Record<string, OperationFlag>>;

/** The commands that begin with `federation`: written by `npm run docs` from the definitions of their operations. */
export const federationOperations: readonly OperationCommand[] = [
  {
    path: ['federation', 'configuration'],
    summary: 'Make the entity configuration of the service.',
    description: 'Services do not take part in a federation yet: the answer says so.',
    method: 'POST',
    template: '/api/{serviceId}/federation/configuration',
    example: { serviceId: '$SERVICE_ID' },
    flags: [shared.serviceId],
  },
  {
    path: ['federation', 'registration'],
    summary: 'Register a client that a federation vouches for.',
    description: 'Services do not take part in a federation yet: the answer says so.',
    method: 'POST',
    template: '/api/{serviceId}/federation/registration',
    example: { serviceId: '$SERVICE_ID', entityConfiguration: 'the-entity-configuration' },
    flags: [
      {
        name: 'entity-configuration',
        member: 'entityConfiguration',
        place: 'body',
        type: 'string',
        summary: 'The entity configuration of the client.',
      },
      shared.serviceId,
      {
        name: 'trust-chain',
        member: 'trustChain',
        place: 'body',
        type: 'string',
        summary: 'The trust chain of the client: the text of a JSON array.',
      },
    ],
  },
];
