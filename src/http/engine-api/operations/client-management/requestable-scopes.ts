import Type from 'typebox';
import { setRequestableScopes } from '../../../../engine/clients/set-requestable-scopes.ts';
import { acceptDecision, clientNotFound } from '../../client-members/accept-decision.ts';
import { type EngineAnswer, type EngineOperation, type ServiceCall, serviceOperation } from '../../engine-operation.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdParams } from '../../schemas/client-call.ts';

const answer = Type.Object({
  requestableScopes: Type.Optional(Type.Array(Type.String(), { description: 'Left out: all of the service.' })),
});

const path = (does: string): string => `/client/extension/requestable_scopes/${does}/{clientId}`;

async function set(call: ServiceCall, clientId: string, scopes: readonly string[] | undefined): Promise<EngineAnswer> {
  const { service, rooms } = call;
  const { client } = acceptDecision(await setRequestableScopes(rooms.engine, { service, clientId, scopes }));
  const details = { name: client.name, requestable_scopes: client.allowedScopes ?? 'all' };
  recordClientEvent(call, 'app_updated', client, details);
  return { body: { requestableScopes: client.allowedScopes } };
}

const updating = {
  right: 'modify_client',
  path: path('update'),
  description: 'It may have no other from now on.',
  params: clientIdParams,
  body: Type.Object({ requestableScopes: Type.Array(Type.String(), { description: 'Scopes of the service.' }) }),
  answer,
  example: { clientId: 'my-client', requestableScopes: ['read'] },
} as const;

/** The scopes that a client may ask for. */
export const requestableScopes: readonly EngineOperation[] = [
  serviceOperation({
    name: 'clientExtensionRequestablesScopesGetApi',
    method: 'GET',
    path: path('get'),
    command: ['client management', 'get-requestable-scopes'],
    summary: 'Get the scopes that a client may request.',
    right: 'view_client',
    params: clientIdParams,
    answer,
    example: { clientId: 'my-client' },
    async run({ params, service, rooms: { engine } }) {
      const found = await engine.facts.findClient(service.id, params.clientId);
      if (found === undefined) throw clientNotFound();
      return { body: { requestableScopes: found.client.allowedScopes } };
    },
  }),
  serviceOperation({
    ...updating,
    name: 'clientExtensionRequestablesScopesUpdateApi',
    method: 'PUT',
    command: ['client management', 'update-requestable-scopes'],
    summary: 'Set the scopes that a client may request.',
    run: (call) => set(call, call.params.clientId, call.body.requestableScopes),
  }),
  serviceOperation({
    ...updating,
    name: 'clientExtensionRequestablesScopesUpdatePostApi',
    method: 'POST',
    command: ['client management', 'update-requestable-scopes-with-body'],
    summary: 'Set the scopes that a client may request, by a POST.',
    run: (call) => set(call, call.params.clientId, call.body.requestableScopes),
  }),
  serviceOperation({
    name: 'clientExtensionRequestablesScopesDeleteApi',
    method: 'DELETE',
    path: path('delete'),
    command: ['client management', 'delete-requestable-scopes'],
    summary: 'Let a client request all scopes again.',
    right: 'modify_client',
    params: clientIdParams,
    example: { clientId: 'my-client' },
    async run(call) {
      await set(call, call.params.clientId, undefined);
      return {};
    },
  }),
];
