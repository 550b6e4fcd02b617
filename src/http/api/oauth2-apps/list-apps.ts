import Type from 'typebox';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { appBody, encodeApp } from './app-body.ts';

/** Lists the applications, or those a user has live tokens at. */
export const listApps: Operation = defineOperation({
  name: 'listOAuth2Apps',
  method: 'GET',
  path: '/api/v2/oauth2-provider/apps',
  tag: 'Applications',
  summary: 'List the registered applications, by name.',
  authorization: { who: 'user', scope: 'oauth2_app:read' },
  query: Type.Object({
    user_id: Type.Optional(
      Type.String({
        pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
        description: 'Only those this user has live tokens at.',
      }),
    ),
  }),
  answers: { 200: { description: 'The applications.', body: Type.Array(appBody) } },
  async run({ query, rooms }) {
    const { engine, accessUrl } = rooms;
    const service = await getService(rooms);
    const clients = await engine.facts.listClients(service.id);
    if (query.user_id === undefined) return { status: 200, body: clients.map((client) => encodeApp(client, accessUrl)) };
    const grants = await engine.facts.listLiveGrants(service.id, query.user_id.toLowerCase(), engine.clock());
    const authorized = new Set(grants.map(({ clientNumber }) => clientNumber));
    return { status: 200, body: clients.filter(({ number }) => authorized.has(number)).map((client) => encodeApp(client, accessUrl)) };
  },
});
