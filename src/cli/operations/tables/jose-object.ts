import type { OperationCommand } from '../operation-command.ts';

/** The commands that begin with `jose-object`: written by `npm run docs` from the definitions of their operations. */
export const joseObjectOperations: readonly OperationCommand[] = [
  {
    path: ['jose-object', 'verify'],
    summary: 'Judge a signed JWT.',
    description: 'By the keys of the service, or by those of a client. An object that is encrypted cannot be read here, and is not valid.',
    method: 'POST',
    template: '/api/{serviceId}/jose/verify',
    example: { serviceId: '$SERVICE_ID', jose: '$ID_TOKEN', mandatoryClaims: ['iss'], clockSkew: 10 },
    flags: [
      {
        name: 'client-identifier',
        member: 'clientIdentifier',
        place: 'body',
        type: 'string',
        summary: 'The number or alias of the client that signed it.',
      },
      { name: 'clock-skew', member: 'clockSkew', place: 'body', type: 'int', summary: 'By how many seconds clocks may differ.' },
      { name: 'jose', member: 'jose', place: 'body', type: 'string', summary: 'The JWT, in its compact form.', isRequired: true },
      { name: 'mandatory-claims', member: 'mandatoryClaims', place: 'body', type: 'strings', summary: 'Claims that must be there.' },
      {
        name: 'service-id',
        member: 'serviceId',
        place: 'path',
        type: 'string',
        summary: 'The id of the service.',
        short: 's',
        isRequired: true,
      },
      {
        name: 'signed-by-client',
        member: 'signedByClient',
        place: 'body',
        type: 'bool',
        summary: 'Judge the signature by the keys of that client.',
      },
    ],
  },
];
