import Type from 'typebox';
import { clientObject } from '../../client-members/registry.ts';
import { showClient } from '../../client-members/show-client.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { readPage } from '../../read-page.ts';
import { page } from '../../schemas/client-call.ts';

/** Lists clients in the order they were made. */
export const listClients: EngineOperation = serviceOperation({
  name: 'clientGetListApi',
  method: 'GET',
  path: '/client/get/list',
  command: ['client', 'list'],
  summary: 'List clients.',
  description: 'In the order they were made: those from `start` up to and without `end`, no more than 1000.',
  right: 'view_client',
  query: Type.Object(page),
  answer: Type.Object({
    start: Type.Integer(),
    end: Type.Integer(),
    developer: Type.Optional(Type.String()),
    totalCount: Type.Integer({ description: 'How many there are.' }),
    clients: Type.Array(clientObject),
  }),
  example: { start: 0, end: 5 },
  async run({ query, service, rooms: { engine } }) {
    const { start, end } = readPage(query);
    const developer = query.developer || undefined;
    const [clients, totalCount] = await Promise.all([
      engine.facts.listClientsFrom(service.id, developer, start, end - start),
      engine.facts.countClientsOf(service.id, developer),
    ]);
    return { body: { start, end, developer, totalCount, clients: await Promise.all(clients.map((client) => showClient(engine, client))) } };
  },
});
