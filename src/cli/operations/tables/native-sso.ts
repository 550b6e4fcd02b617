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

/** The commands that begin with `native-sso`: written by `npm run docs` from the definitions of their operations. */
export const nativeSsoOperations: readonly OperationCommand[] = [
  {
    path: ['native-sso', 'process'],
    summary: 'Make the token response of a native SSO request.',
    description: 'Services do not do native SSO yet: the answer says so.',
    method: 'POST',
    template: '/api/{serviceId}/nativesso',
    example: { serviceId: '$SERVICE_ID', accessToken: 'the-access-token', deviceSecret: 'the-device-secret' },
    flags: [
      {
        name: 'access-token',
        member: 'accessToken',
        place: 'body',
        type: 'string',
        summary: 'The access token that was issued.',
        isRequired: true,
      },
      {
        name: 'claims',
        member: 'claims',
        place: 'body',
        type: 'json-text',
        summary: 'Claims for the ID token: the text of a JSON object.',
      },
      { name: 'device-secret', member: 'deviceSecret', place: 'body', type: 'string', summary: 'The device secret.', isRequired: true },
      { name: 'device-secret-hash', member: 'deviceSecretHash', place: 'body', type: 'string', summary: 'The hash of the device secret.' },
      {
        name: 'id-token-aud-type',
        member: 'idTokenAudType',
        place: 'body',
        type: 'string',
        summary: 'How aud of the ID token is written.',
        accepts: ['array', 'string'],
      },
      {
        name: 'idt-header-params',
        member: 'idtHeaderParams',
        place: 'body',
        type: 'json-text',
        summary: 'More header parameters of the ID token: the text of a JSON object.',
      },
      { name: 'refresh-token', member: 'refreshToken', place: 'body', type: 'string', summary: 'The refresh token that was issued.' },
      shared.serviceId,
      { name: 'sub', member: 'sub', place: 'body', type: 'string', summary: 'The sub of the ID token, if it is not the subject.' },
    ],
  },
  {
    path: ['native-sso', 'logout'],
    summary: 'End the tokens of a native SSO session.',
    description: 'Services do not do native SSO yet: the answer says so.',
    method: 'POST',
    template: '/api/{serviceId}/nativesso/logout',
    example: { serviceId: '$SERVICE_ID', sessionId: 'the-session' },
    flags: [
      shared.serviceId,
      { name: 'session-id', member: 'sessionId', place: 'body', type: 'string', summary: 'The id of the session.', isRequired: true },
    ],
  },
];
