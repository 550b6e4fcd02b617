import Type from 'typebox';
import { deleteRegistration } from '../../../../engine/registration/manage-registration.ts';
import { describeClientObject } from '../../client-members/registry.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { text } from '../../schemas/members.ts';
import { type RegistrationWords, refusedRegistration, registrationCodes } from './registration-answer.ts';

const words: RegistrationWords = { area: '216', action: 'DELETED', message: 'The client is gone, with all that it was given.' };

/** Processes a request that ends a registration. */
export const deleteRegistrationOperation: EngineOperation = serviceOperation({
  name: 'clientRegistrationDeleteApi',
  method: 'POST',
  path: '/client/registration/delete',
  command: ['dynamic-client-registration', 'delete'],
  summary: 'Process a client delete request.',
  description: 'Takes what a client sent to your client configuration endpoint by DELETE (RFC 7592 §2.3).',
  right: 'use_service',
  body: Type.Object({
    token: text('The bearer token of the request: the registration access token.'),
    clientId: text('The client that the URL of the request names.'),
  }),
  refusals: explainCodes(registrationCodes(words)),
  example: { token: '$REGISTRATION_TOKEN', clientId: '$APP_ID' },
  async run(call) {
    const { rooms, service, body } = call;
    const decision = await deleteRegistration(rooms.engine, { service, ...body });
    if (decision.action === 'refuse') return refusedRegistration(service, words, decision.error);
    recordClientEvent(call, 'app_deleted', decision.client, { name: decision.client.name });
    const { area, action, message } = words;
    return { body: { ...resultOf(`A${area}001`, message), action, client: describeClientObject(decision.client) } };
  },
});
