import type { OperationCommand } from '../operation-command.ts';

/** The commands that begin with `revocation`: written by `npm run docs` from the definitions of their operations. */
export const revocationOperations: readonly OperationCommand[] = [
  {
    path: ['revocation', 'process'],
    summary: 'Process a token revocation request.',
    description: 'Takes the form that a client sent to your revocation endpoint. An unknown token is no error (RFC 7009 §2.2).',
    method: 'POST',
    template: '/api/{serviceId}/auth/revocation',
    example: { serviceId: '$SERVICE_ID', parameters: 'token=$ACCESS_TOKEN', clientId: 'my-client', clientSecret: 'my-secret' },
    flags: [
      {
        name: 'client-certificate',
        member: 'clientCertificate',
        place: 'body',
        type: 'string',
        summary: "The client's certificate, in PEM.",
      },
      {
        name: 'client-certificate-path',
        member: 'clientCertificatePath',
        place: 'body',
        type: 'strings',
        summary: 'The chain that came with it, from leaf to root, in PEM.',
      },
      { name: 'client-id', member: 'clientId', place: 'body', type: 'string', summary: 'The user part of the Authorization header.' },
      {
        name: 'client-secret',
        member: 'clientSecret',
        place: 'body',
        type: 'string',
        summary: 'The password part of the Authorization header.',
      },
      {
        name: 'oauth-client-attestation',
        member: 'oauthClientAttestation',
        place: 'body',
        type: 'string',
        summary: 'The OAuth-Client-Attestation header.',
      },
      {
        name: 'oauth-client-attestation-pop',
        member: 'oauthClientAttestationPop',
        place: 'body',
        type: 'string',
        summary: 'The OAuth-Client-Attestation-PoP header.',
      },
      {
        name: 'parameters',
        member: 'parameters',
        place: 'body',
        type: 'string',
        summary: 'The form that the client sent, as it came.',
        isRequired: true,
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
