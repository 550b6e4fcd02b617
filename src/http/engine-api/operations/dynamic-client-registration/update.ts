import Type from 'typebox';
import { updateRegistration } from '../../../../engine/registration/update-registration.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { text } from '../../schemas/members.ts';
import { describeRegistration, type RegistrationWords, refusedRegistration, registrationCodes } from './registration-answer.ts';

const words: RegistrationWords = { area: '213', action: 'UPDATED', message: 'The registration of the client is replaced.' };

/** Processes a request that replaces a registration. */
export const updateRegistrationOperation: EngineOperation = serviceOperation({
  name: 'clientRegistrationUpdateApi',
  method: 'POST',
  path: '/client/registration/update',
  command: ['dynamic-client-registration', 'update'],
  summary: 'Process a client update request.',
  description: 'Takes what a client sent to your client configuration endpoint by PUT (RFC 7592 §2.2). What is left out gets its default.',
  right: 'use_service',
  body: Type.Object({
    json: text('The body of the request, as it came.'),
    token: text('The bearer token of the request: the registration access token.'),
    clientId: text('The client that the URL of the request names.'),
  }),
  refusals: explainCodes(registrationCodes(words)),
  example: {
    json: '{"client_id":"$APP_ID","redirect_uris":["https://b.example/cb"]}',
    token: '$REGISTRATION_TOKEN',
    clientId: '$APP_ID',
  },
  async run(call) {
    const { rooms, service, body } = call;
    const decision = await updateRegistration(rooms.engine, { service, ...body });
    if (decision.action === 'refuse') return refusedRegistration(service, words, decision.error);
    recordClientEvent(call, 'app_updated', decision.client, { name: decision.client.name });
    return describeRegistration(rooms, service, words, decision);
  },
});
