import Type from 'typebox';
import { revokeClientGrants } from '../../../../engine/revoke/revoke-client-grants.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineAnswer, type EngineOperation, type ServiceCall, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdParams, clientSubjectParams, subject } from '../../schemas/client-call.ts';
import { resultAnswer } from '../../schemas/result.ts';

/** Ends all that a client has of a person. */
async function end(call: ServiceCall, clientId: string, person: string): Promise<EngineAnswer> {
  const { service, rooms } = call;
  const { client } = acceptDecision(await revokeClientGrants(rooms.engine, { service, clientId, subject: person }));
  recordClientEvent(call, 'grant_revoked', client, { subject: person });
  return { body: { ...resultOf('A137001', 'The tokens are deleted.') } };
}

const shared = {
  right: 'use_service',
  description: 'Nothing to delete is no error.',
  answer: resultAnswer,
  example: { clientId: 'my-client', subject: 'john' },
} as const;

const path = '/client/authorization/delete/{clientId}';

/** The deletion, asked for in the three ways of this interface. */
export const deleteAuthorizations: readonly EngineOperation[] = [
  serviceOperation({
    ...shared,
    name: 'clientAuthorizationDeleteApi',
    method: 'DELETE',
    path,
    command: ['client management', 'delete-authorizations'],
    summary: 'Delete the tokens that a client has of a person.',
    params: clientIdParams,
    query: Type.Object({ subject }),
    run: (call) => end(call, call.params.clientId, call.query.subject),
  }),
  serviceOperation({
    ...shared,
    name: 'clientAuthorizationDeleteBySubjectApi',
    method: 'DELETE',
    path: `${path}/{subject}`,
    command: ['client management', 'delete-client-tokens'],
    summary: 'Delete the tokens that a client has of a person, by a path.',
    params: clientSubjectParams,
    run: (call) => end(call, call.params.clientId, call.params.subject),
  }),
  serviceOperation({
    ...shared,
    name: 'clientAuthorizationDeletePostApi',
    method: 'POST',
    path,
    command: ['client management', 'revoke-client-tokens'],
    summary: 'Delete the tokens that a client has of a person, by a body.',
    takesForms: true,
    params: clientIdParams,
    body: Type.Object({ subject }),
    run: (call) => end(call, call.params.clientId, call.body.subject),
  }),
];
