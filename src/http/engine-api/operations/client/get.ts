import { clientNotFound } from '../../client-members/accept-decision.ts';
import { clientObject } from '../../client-members/registry.ts';
import { showClient } from '../../client-members/show-client.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { clientIdParams } from '../../schemas/client-call.ts';

/** Shows one client. */
export const getClient: EngineOperation = serviceOperation({
  name: 'clientGetApi',
  method: 'GET',
  path: '/client/get/{clientId}',
  command: ['client', 'get'],
  summary: 'Get a client.',
  right: 'view_client',
  params: clientIdParams,
  answer: clientObject,
  example: { clientId: 'my-client' },
  async run({ params, service, rooms: { engine } }) {
    const found = await engine.facts.findClient(service.id, params.clientId);
    if (found === undefined) throw clientNotFound();
    return { body: await showClient(engine, found.client) };
  },
});
