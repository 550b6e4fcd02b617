import { provisionClient } from '../../../../engine/clients/provision-client.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { clientObject, describeClientObject, readClientObject } from '../../client-members/registry.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { recordClientEvent } from '../../record-client-event.ts';

/** Makes a client. */
export const createClient: EngineOperation = serviceOperation({
  name: 'clientCreateApi',
  method: 'POST',
  path: '/client/create',
  command: ['client', 'create'],
  summary: 'Create a client.',
  description:
    'Every member may be left out. A confidential client gets a secret: `clientSecret` shows it now, and not again, since only its hash is kept.',
  right: 'create_client',
  body: clientObject,
  answer: clientObject,
  example: { clientName: 'My app', clientType: 'CONFIDENTIAL', redirectUris: ['https://app.example.com/callback'] },
  async run(call) {
    const { body, service, rooms } = call;
    const { client, clientSecret } = acceptDecision(await provisionClient(rooms.engine, { service, input: readClientObject(body) }));
    recordClientEvent(call, 'app_created', client, { name: client.name });
    return { body: describeClientObject(client, clientSecret) };
  },
});
