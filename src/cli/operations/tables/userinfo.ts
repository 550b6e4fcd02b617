import type { OperationCommand, OperationFlag } from '../operation-command.ts';

/** The flags that several of them have. */
const shared = {
  headers: { name: 'headers', member: 'headers', place: 'body', type: 'json', summary: 'Not supported.', isUnsupported: true },
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

/** The commands that begin with `userinfo`: written by `npm run docs` from the definitions of their operations. */
export const userinfoOperations: readonly OperationCommand[] = [
  {
    path: ['userinfo', 'process'],
    summary: 'Judge the access token of a userinfo request.',
    description: 'Says whom the request is about and which claims it asks for. You know them: hand them to userinfo issue.',
    method: 'POST',
    template: '/api/{serviceId}/auth/userinfo',
    example: { serviceId: '$SERVICE_ID', token: '$ACCESS_TOKEN' },
    flags: [
      {
        name: 'client-certificate',
        member: 'clientCertificate',
        place: 'body',
        type: 'string',
        summary: 'The certificate of the connection the token came over, in PEM.',
      },
      { name: 'dpop', member: 'dpop', place: 'body', type: 'string', summary: 'The DPoP header.' },
      {
        name: 'dpop-nonce-required',
        member: 'dpopNonceRequired',
        place: 'body',
        type: 'bool',
        summary: 'Demand a nonce of ours in the proof, although the service does not.',
      },
      shared.headers,
      { name: 'htm', member: 'htm', place: 'body', type: 'string', summary: 'The method of the request, for the DPoP proof.' },
      { name: 'htu', member: 'htu', place: 'body', type: 'string', summary: 'The URL of the request, for the DPoP proof.' },
      { name: 'message', member: 'message', place: 'body', type: 'string', summary: 'Not supported.', isUnsupported: true },
      {
        name: 'request-body-contained',
        member: 'requestBodyContained',
        place: 'body',
        type: 'bool',
        summary: 'Not supported.',
        isUnsupported: true,
      },
      shared.serviceId,
      { name: 'target-uri', member: 'targetUri', place: 'body', type: 'string', summary: 'Not supported.', isUnsupported: true },
      { name: 'token', member: 'token', place: 'body', type: 'string', summary: 'The access token.' },
      {
        name: 'uri',
        member: 'uri',
        place: 'body',
        type: 'string',
        summary: 'Not supported: signatures of messages are not checked.',
        isUnsupported: true,
      },
    ],
  },
  {
    path: ['userinfo', 'issue'],
    summary: 'Make the answer of a userinfo request.',
    description: 'It is JSON, or a JWT if the client registered for one. How the token came, userinfo process has judged.',
    method: 'POST',
    template: '/api/{serviceId}/auth/userinfo/issue',
    example: { serviceId: '$SERVICE_ID', token: '$ACCESS_TOKEN', claims: '{"name":"John"}' },
    flags: [
      {
        name: 'claims',
        member: 'claims',
        place: 'body',
        type: 'json-text',
        summary: 'What is told of the person: the text of a JSON object.',
      },
      { name: 'claims-for-tx', member: 'claimsForTx', place: 'body', type: 'json-text', summary: 'Not supported.', isUnsupported: true },
      shared.headers,
      {
        name: 'request-signature',
        member: 'requestSignature',
        place: 'body',
        type: 'string',
        summary: 'Not supported.',
        isUnsupported: true,
      },
      shared.serviceId,
      {
        name: 'sub',
        member: 'sub',
        place: 'body',
        type: 'string',
        summary: 'What the client knows the person by, if not by the sub of the ID token.',
      },
      { name: 'token', member: 'token', place: 'body', type: 'string', summary: 'The access token.', isRequired: true },
      {
        name: 'verified-claims-for-tx',
        member: 'verifiedClaimsForTx',
        place: 'body',
        type: 'strings',
        summary: 'Not supported.',
        isUnsupported: true,
      },
    ],
  },
];
