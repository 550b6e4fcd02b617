import type { OperationCommand } from '../operation-command.ts';

/** The commands that begin with `jwk-set-endpoint`: written by `npm run docs` from the definitions of their operations. */
export const jwkSetEndpointOperations: readonly OperationCommand[] = [
  {
    path: ['jwk-set-endpoint', 'get'],
    summary: 'Show the key set of a service.',
    description: 'Private keys are shown only if you ask for them, and your token may change the service.',
    method: 'GET',
    template: '/api/{serviceId}/service/jwks/get',
    example: { serviceId: '$SERVICE_ID', pretty: true },
    flags: [
      { name: 'include-private-keys', member: 'includePrivateKeys', place: 'query', type: 'bool', summary: 'Show the private keys too.' },
      { name: 'pretty', member: 'pretty', place: 'query', type: 'bool', summary: 'Write it on several lines.' },
      {
        name: 'service-id',
        member: 'serviceId',
        place: 'path',
        type: 'string',
        summary: 'The id of the service.',
        short: 's',
        isRequired: true,
      },
    ],
  },
];
