import { replaceClient } from '../../../../engine/clients/replace-client.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { clientObject, readClientObject } from '../../client-members/registry.ts';
import { showClient } from '../../client-members/show-client.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdParams } from '../../schemas/client-call.ts';

/** Replaces a client. */
export const updateClient: EngineOperation = serviceOperation({
  name: 'clientUpdateApi',
  method: 'POST',
  path: '/client/update/{clientId}',
  command: ['client', 'update'],
  summary: 'Update a client.',
  description:
    'Replaces it: a member that is left out gets its default. Its alias, its type, its secret and its lock stay unless you say otherwise.',
  right: 'modify_client',
  params: clientIdParams,
  body: clientObject,
  answer: clientObject,
  example: { clientId: 'my-client', clientName: 'My app', redirectUris: ['https://app.example.com/callback'] },
  async run(call) {
    const { params, body, service, rooms } = call;
    const { engine } = rooms;
    const { client } = acceptDecision(await replaceClient(engine, { service, clientId: params.clientId, input: readClientObject(body) }));
    recordClientEvent(call, 'app_updated', client, { name: client.name, locked: client.isLocked });
    return { body: await showClient(engine, client) };
  },
});
