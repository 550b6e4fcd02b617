import Type from 'typebox';
import { findGrantedScopes, forgetGrantedScopes } from '../../../../engine/clients/client-authorizations.ts';
import { acceptDecision, clientNotFound } from '../../client-members/accept-decision.ts';
import { type EngineAnswer, type EngineOperation, type ServiceCall, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdParams, clientSubjectParams, subject } from '../../schemas/client-call.ts';
import { optionalTexts } from '../../schemas/members.ts';
import { resultAnswer, resultMembers } from '../../schemas/result.ts';

type Call = Pick<ServiceCall, 'service' | 'rooms'>;

/** Tells what a person allowed a client. */
async function tell({ service, rooms: { engine } }: Call, clientId: string, person: string): Promise<EngineAnswer> {
  const found = await findGrantedScopes(engine, { service, clientId, subject: person });
  if (found === undefined) throw clientNotFound();
  const { client, latest, merged, modifiedAt } = found;
  return {
    body: {
      ...resultOf('A140001', merged === undefined ? 'The person allowed the client nothing.' : 'These scopes were granted.'),
      serviceApiKey: service.id,
      clientId: client.number,
      subject: person,
      latestGrantedScopes: latest,
      mergedGrantedScopes: merged,
      modifiedAt: modifiedAt && modifiedAt * 1000,
    },
  };
}

/** Forgets what a person allowed a client. */
async function forget(call: ServiceCall, clientId: string, person: string): Promise<EngineAnswer> {
  const { service, rooms } = call;
  const { client } = acceptDecision(await forgetGrantedScopes(rooms.engine, { service, clientId, subject: person }));
  recordClientEvent(call, 'consent_forgotten', client, { subject: person });
  return { body: { ...resultOf('A141001', 'The granted scopes are forgotten.') } };
}

const telling = {
  right: 'use_service',
  description: 'By the live grants of the person; those that were forgotten do not count.',
  answer: Type.Object({
    ...resultMembers,
    serviceApiKey: Type.Integer(),
    clientId: Type.Integer(),
    subject: Type.String(),
    latestGrantedScopes: optionalTexts('By the newest grant.'),
    mergedGrantedScopes: optionalTexts('By all of them.'),
    modifiedAt: Type.Optional(Type.Integer({ description: 'When the newest was made, in milliseconds.' })),
  }),
  example: { clientId: 'my-client', subject: 'john' },
} as const;

const forgetting = {
  right: 'use_service',
  description: 'The person is asked again at the next request. The tokens live on.',
  answer: resultAnswer,
  example: { clientId: 'my-client', subject: 'john' },
} as const;

const getPath = '/client/granted_scopes/get/{clientId}';
const deletePath = '/client/granted_scopes/delete/{clientId}';

/** What was granted, in all the ways of this interface to ask for it and to forget it. */
export const grantedScopes: readonly EngineOperation[] = [
  serviceOperation({
    ...telling,
    name: 'clientGrantedScopesGetApi',
    method: 'GET',
    path: getPath,
    command: ['client management', 'get-granted-scopes'],
    summary: 'Get the scopes that a person granted a client.',
    params: clientIdParams,
    query: Type.Object({ subject }),
    run: (call) => tell(call, call.params.clientId, call.query.subject),
  }),
  serviceOperation({
    ...telling,
    name: 'clientGrantedScopesGetBySubjectApi',
    method: 'GET',
    path: `${getPath}/{subject}`,
    command: ['client management', 'get-granted-scopes-for-client'],
    summary: 'Get the scopes that a person granted a client, by a path.',
    params: clientSubjectParams,
    run: (call) => tell(call, call.params.clientId, call.params.subject),
  }),
  serviceOperation({
    ...telling,
    name: 'clientGrantedScopesGetPostApi',
    method: 'POST',
    path: getPath,
    command: ['client management', 'create-granted-scopes'],
    summary: 'Get the scopes that a person granted a client, by a body.',
    takesForms: true,
    params: clientIdParams,
    body: Type.Object({ subject }),
    run: (call) => tell(call, call.params.clientId, call.body.subject),
  }),
  serviceOperation({
    ...forgetting,
    name: 'clientGrantedScopesDeleteApi',
    method: 'DELETE',
    path: deletePath,
    command: ['client management', 'delete-granted-scopes'],
    summary: 'Forget the scopes that a person granted a client.',
    params: clientIdParams,
    query: Type.Object({ subject }),
    run: (call) => forget(call, call.params.clientId, call.query.subject),
  }),
  serviceOperation({
    ...forgetting,
    name: 'clientGrantedScopesDeleteBySubjectApi',
    method: 'DELETE',
    path: `${deletePath}/{subject}`,
    command: ['client management', 'delete-granted-scopes-for-client'],
    summary: 'Forget the scopes that a person granted a client, by a path.',
    params: clientSubjectParams,
    run: (call) => forget(call, call.params.clientId, call.params.subject),
  }),
];
