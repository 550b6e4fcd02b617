import type { OperationCommand, OperationFlag } from '../operation-command.ts';

/** The flags that several of them have. */
const shared = {
  json: { name: 'json', member: 'json', place: 'body', type: 'string', summary: 'The body of the request, as it came.', isRequired: true },
  serviceId: {
    name: 'service-id',
    member: 'serviceId',
    place: 'path',
    type: 'string',
    summary: 'The id of the service.',
    short: 's',
    isRequired: true,
  },
  clientId: {
    name: 'client-id',
    member: 'clientId',
    place: 'body',
    type: 'string',
    summary: 'The client that the URL of the request names.',
    isRequired: true,
  },
  token: {
    name: 'token',
    member: 'token',
    place: 'body',
    type: 'string',
    summary: 'The bearer token of the request: the registration access token.',
    isRequired: true,
  },
} satisfies Readonly<Record<string, OperationFlag>>;

/** The commands that begin with `dynamic-client-registration`: written by `npm run docs` from the definitions of their operations. */
export const dynamicClientRegistrationOperations: readonly OperationCommand[] = [
  {
    path: ['dynamic-client-registration', 'register'],
    summary: 'Process a client registration request.',
    description: 'Takes the JSON that a client sent to your registration endpoint (RFC 7591). Whether it may register is yours to judge.',
    method: 'POST',
    template: '/api/{serviceId}/client/registration',
    example: { serviceId: '$SERVICE_ID', json: '{"redirect_uris":["https://app.example.com/callback"]}' },
    flags: [
      { name: 'client-id', member: 'clientId', place: 'body', type: 'string', summary: 'Not looked at.' },
      shared.json,
      shared.serviceId,
      { name: 'token', member: 'token', place: 'body', type: 'string', summary: 'The bearer token of the request; it is not looked at.' },
    ],
  },
  {
    path: ['dynamic-client-registration', 'get'],
    summary: 'Process a client read request.',
    description: 'Takes what a client sent to your client configuration endpoint by GET (RFC 7592 §2.1).',
    method: 'POST',
    template: '/api/{serviceId}/client/registration/get',
    example: { serviceId: '$SERVICE_ID', token: '$REGISTRATION_TOKEN', clientId: '$APP_ID' },
    flags: [shared.clientId, shared.serviceId, shared.token],
  },
  {
    path: ['dynamic-client-registration', 'update'],
    summary: 'Process a client update request.',
    description:
      'Takes what a client sent to your client configuration endpoint by PUT (RFC 7592 §2.2). What is left out gets its default.',
    method: 'POST',
    template: '/api/{serviceId}/client/registration/update',
    example: {
      serviceId: '$SERVICE_ID',
      json: '{"client_id":"$APP_ID","redirect_uris":["https://b.example/cb"]}',
      token: '$REGISTRATION_TOKEN',
      clientId: '$APP_ID',
    },
    flags: [shared.clientId, shared.json, shared.serviceId, shared.token],
  },
  {
    path: ['dynamic-client-registration', 'delete'],
    summary: 'Process a client delete request.',
    description: 'Takes what a client sent to your client configuration endpoint by DELETE (RFC 7592 §2.3).',
    method: 'POST',
    template: '/api/{serviceId}/client/registration/delete',
    example: { serviceId: '$SERVICE_ID', token: '$REGISTRATION_TOKEN', clientId: '$APP_ID' },
    flags: [shared.clientId, shared.serviceId, shared.token],
  },
];
