import { deleteClient as endClient } from '../../../../engine/clients/manage-clients.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdParams } from '../../schemas/client-call.ts';

/** Deletes a client. */
export const deleteClient: EngineOperation = serviceOperation({
  name: 'clientDeleteApi',
  method: 'DELETE',
  path: '/client/delete/{clientId}',
  command: ['client', 'delete'],
  summary: 'Delete a client.',
  description: 'Everything it obtained dies with it.',
  right: 'modify_client',
  params: clientIdParams,
  example: { clientId: 'my-client' },
  async run(call) {
    const { params, service, rooms } = call;
    const { client } = acceptDecision(await endClient(rooms.engine, { service, clientId: params.clientId }));
    recordClientEvent(call, 'app_deleted', client, { name: client.name });
    return {};
  },
});
