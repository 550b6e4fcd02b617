import Type from 'typebox';
import { disabledOperations } from '../../disabled-operation.ts';
import type { EngineOperation } from '../../engine-operation.ts';
import { clientMembers } from '../../schemas/client-members.ts';
import { optionalText, optionalTexts, properties, text } from '../../schemas/members.ts';

const ticket = text('The ticket of the request.');
const errorMembers = {
  errorDescription: optionalText('What to tell the client.'),
  errorUri: optionalText('Where the client may read more.'),
};
const reasons = [
  'ACCESS_DENIED',
  'EXPIRED_LOGIN_HINT_TOKEN',
  'INVALID_BINDING_MESSAGE',
  'INVALID_TARGET',
  'INVALID_USER_CODE',
  'MISSING_USER_CODE',
  'SERVER_ERROR',
  'UNAUTHORIZED_CLIENT',
  'UNKNOWN_USER_ID',
] as const;

/** Backchannel authentication (CIBA): no service has it. */
export const cibaOperations: readonly EngineOperation[] = disabledOperations(
  { does: 'do backchannel authentication (CIBA)', right: 'use_service' },
  [
    {
      name: 'backchannelAuthenticationApi',
      method: 'POST',
      path: '/backchannel/authentication',
      command: ['ciba', 'process-authentication'],
      summary: 'Process a backchannel authentication request.',
      takesForms: true,
      body: Type.Object({ ...clientMembers }),
      example: { parameters: 'login_hint=ann&scope=openid', clientId: 'my-client', clientSecret: 'my-secret' },
      refusal: { code: 'A169301', action: 'BAD_REQUEST', error: 'unauthorized_client' },
    },
    {
      name: 'backchannelAuthenticationIssueApi',
      method: 'POST',
      path: '/backchannel/authentication/issue',
      command: ['ciba', 'issue'],
      summary: 'Issue the auth_req_id of a backchannel authentication request.',
      takesForms: true,
      body: Type.Object({ ticket }),
      example: { ticket: 'the-ticket' },
      refusal: { code: 'A181201', action: 'INVALID_TICKET' },
    },
    {
      name: 'backchannelAuthenticationFailApi',
      method: 'POST',
      path: '/backchannel/authentication/fail',
      command: ['ciba', 'fail'],
      summary: 'Refuse a backchannel authentication request.',
      takesForms: true,
      body: Type.Object({ ticket, reason: Type.Enum([...reasons], { description: 'Why it fails.' }), ...errorMembers }),
      example: { ticket: 'the-ticket', reason: 'UNKNOWN_USER_ID' },
      refusal: { code: 'A185201', action: 'INTERNAL_SERVER_ERROR', error: 'server_error' },
    },
    {
      name: 'backchannelAuthenticationCompleteApi',
      method: 'POST',
      path: '/backchannel/authentication/complete',
      command: ['ciba', 'complete'],
      summary: 'Tell how the person decided on a backchannel authentication request.',
      takesForms: true,
      body: Type.Object({
        ticket,
        result: Type.Enum(['AUTHORIZED', 'ACCESS_DENIED', 'TRANSACTION_FAILED'], { description: 'How it ended.' }),
        subject: text('The person.'),
        sub: optionalText('The `sub` of the ID token, if it is not the subject.'),
        authTime: Type.Optional(Type.Integer({ description: 'When the person signed in, in seconds.' })),
        acr: optionalText('The authentication context class that was reached.'),
        claims: optionalText('Claims for the ID token: the text of a JSON object.'),
        properties,
        scopes: optionalTexts('Scopes in place of those asked for.'),
        idtHeaderParams: optionalText('More header parameters of the ID token: the text of a JSON object.'),
        consentedClaims: optionalTexts('Claims the person agreed to.'),
        jwtAtClaims: optionalText('More claims for an access token that is a JWT: the text of a JSON object.'),
        accessToken: optionalText('The access token to issue.'),
        accessTokenDuration: Type.Optional(Type.Integer({ description: 'How long the access token lives, in seconds.' })),
        refreshTokenDuration: Type.Optional(Type.Integer({ description: 'How long the refresh token lives, in seconds.' })),
        idTokenAudType: Type.Optional(Type.Enum(['array', 'string'], { description: 'How `aud` of the ID token is written.' })),
        ...errorMembers,
      }),
      example: { ticket: 'the-ticket', result: 'AUTHORIZED', subject: 'ann' },
      refusal: { code: 'A186202', action: 'SERVER_ERROR' },
    },
  ],
);
