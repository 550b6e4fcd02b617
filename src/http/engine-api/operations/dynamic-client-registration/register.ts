import Type from 'typebox';
import { registerClient } from '../../../../engine/registration/register-client.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { optionalText, text } from '../../schemas/members.ts';
import { describeRegistration, type RegistrationWords, refusedRegistration, registrationCodes } from './registration-answer.ts';

const words: RegistrationWords = { area: '202', action: 'CREATED', message: 'The client is registered.' };

/** Processes a client registration request. */
export const registerClientOperation: EngineOperation = serviceOperation({
  name: 'clientRegistrationApi',
  method: 'POST',
  path: '/client/registration',
  command: ['dynamic-client-registration', 'register'],
  summary: 'Process a client registration request.',
  description: 'Takes the JSON that a client sent to your registration endpoint (RFC 7591). Whether it may register is yours to judge.',
  right: 'use_service',
  body: Type.Object({
    json: text('The body of the request, as it came.'),
    token: optionalText('The bearer token of the request; it is not looked at.'),
    clientId: optionalText('Not looked at.'),
  }),
  refusals: explainCodes(registrationCodes(words)),
  example: { json: '{"redirect_uris":["https://app.example.com/callback"]}' },
  async run(call) {
    const { rooms, service, body } = call;
    const decision = await registerClient(rooms.engine, { service, json: body.json, token: undefined, isVouchedFor: true });
    if (decision.action === 'refuse') return refusedRegistration(service, words, decision.error);
    recordClientEvent(call, 'app_registered', decision.client, { name: decision.client.name });
    return describeRegistration(rooms, service, words, decision);
  },
});
