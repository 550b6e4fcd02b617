import Type from 'typebox';
import { updateAuthorizations as changeAuthorizations } from '../../../../engine/clients/client-authorizations.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdParams, subject } from '../../schemas/client-call.ts';
import { optionalTexts } from '../../schemas/members.ts';
import { resultAnswer } from '../../schemas/result.ts';

/** Gives the tokens that a client has of a person other scopes. */
export const updateAuthorizations: EngineOperation = serviceOperation({
  name: 'clientAuthorizationUpdateApi',
  method: 'POST',
  path: '/client/authorization/update/{clientId}',
  command: ['client management', 'update-authorizations'],
  summary: 'Change the scopes of the tokens that a client has of a person.',
  description: 'All of its live tokens get the scopes. An access token that is a JWT says what it said; introspection tells the new ones.',
  right: 'use_service',
  takesForms: true,
  params: clientIdParams,
  body: Type.Object({ subject, scopes: optionalTexts('The scopes from now on. Left out: nothing changes.') }),
  answer: resultAnswer,
  example: { clientId: 'my-client', subject: 'john', scopes: ['read'] },
  async run(call) {
    const { params, body, service, rooms } = call;
    const { subject: person, scopes } = body;
    if (scopes !== undefined) {
      const change = { service, clientId: params.clientId, subject: person, scopes };
      const { client } = acceptDecision(await changeAuthorizations(rooms.engine, change));
      recordClientEvent(call, 'grant_updated', client, { subject: person, scopes });
    }
    return { body: { ...resultOf('A138001', 'The tokens have the scopes.') } };
  },
});
