import type { OperationCommand } from '../operation-command.ts';

/** The commands that begin with `grant-management`: written by `npm run docs` from the definitions of their operations. */
export const grantManagementOperations: readonly OperationCommand[] = [
  {
    path: ['grant-management', 'process-request'],
    summary: 'Process a grant management request.',
    description: 'Services do not let clients manage grants yet: the answer says so.',
    method: 'POST',
    template: '/api/{serviceId}/gm',
    example: { serviceId: '$SERVICE_ID', accessToken: 'the-access-token', gmAction: 'QUERY', grantId: 'the-grant' },
    flags: [
      { name: 'access-token', member: 'accessToken', place: 'body', type: 'string', summary: 'The access token of the request.' },
      {
        name: 'client-certificate',
        member: 'clientCertificate',
        place: 'body',
        type: 'string',
        summary: "The client's certificate, in PEM.",
      },
      { name: 'dpop', member: 'dpop', place: 'body', type: 'string', summary: 'The DPoP header.' },
      {
        name: 'dpop-nonce-required',
        member: 'dpopNonceRequired',
        place: 'body',
        type: 'bool',
        summary: 'Demand a nonce of ours in the proof, although the service does not.',
      },
      {
        name: 'gm-action',
        member: 'gmAction',
        place: 'body',
        type: 'string',
        summary: 'What to do with the grant.',
        accepts: ['CREATE', 'QUERY', 'REPLACE', 'REVOKE', 'MERGE'],
      },
      { name: 'grant-id', member: 'grantId', place: 'body', type: 'string', summary: 'The id of the grant.' },
      {
        name: 'htm',
        member: 'htm',
        place: 'body',
        type: 'string',
        summary: 'The method of the request, for the DPoP proof; POST if left out.',
      },
      {
        name: 'htu',
        member: 'htu',
        place: 'body',
        type: 'string',
        summary: "The URL of the request, for the DPoP proof; the service's endpoint if left out.",
      },
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
