import Type from 'typebox';
import { findRegistration } from '../../../../engine/registration/manage-registration.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { text } from '../../schemas/members.ts';
import { describeRegistration, type RegistrationWords, refusedRegistration, registrationCodes } from './registration-answer.ts';

const words: RegistrationWords = { area: '217', action: 'OK', message: 'This is the registration of the client.' };

/** Processes a request for a registration. */
export const getRegistrationOperation: EngineOperation = serviceOperation({
  name: 'clientRegistrationGetApi',
  method: 'POST',
  path: '/client/registration/get',
  command: ['dynamic-client-registration', 'get'],
  summary: 'Process a client read request.',
  description: 'Takes what a client sent to your client configuration endpoint by GET (RFC 7592 §2.1).',
  right: 'use_service',
  body: Type.Object({
    token: text('The bearer token of the request: the registration access token.'),
    clientId: text('The client that the URL of the request names.'),
  }),
  refusals: explainCodes(registrationCodes(words)),
  example: { token: '$REGISTRATION_TOKEN', clientId: '$APP_ID' },
  async run({ rooms, service, body }) {
    const decision = await findRegistration(rooms.engine, { service, ...body });
    return decision.action === 'refuse'
      ? refusedRegistration(service, words, decision.error)
      : describeRegistration(rooms, service, words, decision);
  },
});
