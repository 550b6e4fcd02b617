import Type from 'typebox';
import { disabledOperations } from '../../disabled-operation.ts';
import type { EngineOperation } from '../../engine-operation.ts';
import { optionalText, text } from '../../schemas/members.ts';

/** Single sign-on among native applications: no service has it. */
export const nativeSsoOperations: readonly EngineOperation[] = disabledOperations({ does: 'do native SSO', right: 'use_service' }, [
  {
    name: 'nativeSsoApi',
    method: 'POST',
    path: '/nativesso',
    command: ['native-sso', 'process'],
    summary: 'Make the token response of a native SSO request.',
    body: Type.Object({
      accessToken: text('The access token that was issued.'),
      refreshToken: optionalText('The refresh token that was issued.'),
      deviceSecret: text('The device secret.'),
      deviceSecretHash: optionalText('The hash of the device secret.'),
      sub: optionalText('The `sub` of the ID token, if it is not the subject.'),
      claims: optionalText('Claims for the ID token: the text of a JSON object.'),
      idtHeaderParams: optionalText('More header parameters of the ID token: the text of a JSON object.'),
      idTokenAudType: Type.Optional(Type.Enum(['array', 'string'], { description: 'How `aud` of the ID token is written.' })),
    }),
    example: { accessToken: 'the-access-token', deviceSecret: 'the-device-secret' },
    refusal: { code: 'A501201', action: 'CALLER_ERROR' },
  },
  {
    name: 'nativeSsoLogoutApi',
    method: 'POST',
    path: '/nativesso/logout',
    command: ['native-sso', 'logout'],
    summary: 'End the tokens of a native SSO session.',
    body: Type.Object({ sessionId: text('The id of the session.') }),
    example: { sessionId: 'the-session' },
    refusal: { code: 'A503201', action: 'CALLER_ERROR' },
  },
]);
