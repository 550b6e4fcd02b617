import { createClient } from '../../../engine/clients/manage-clients.ts';
import { actorOf } from '../actor.ts';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { refused } from '../refused.ts';
import { appBody, encodeApp } from './app-body.ts';
import { appInput, decodeAppInput, rejected } from './app-input.ts';

/** Registers an application. */
export const createApp: Operation = defineOperation({
  name: 'createOAuth2App',
  method: 'POST',
  path: '/api/v2/oauth2-provider/apps',
  tag: 'Applications',
  summary: 'Register an application.',
  description: 'It is confidential and has no secret yet, unless `client_type` says that it is public.',
  authorization: { who: 'user', scope: 'oauth2_app:update', role: 'admin' },
  body: appInput,
  answers: { 201: { description: 'The application.', body: appBody } },
  async run({ body, caller, request, rooms }) {
    const service = await getService(rooms);
    const input = decodeAppInput(body);
    const decision = await createClient(rooms.engine, { service, input, createdBy: caller?.user.id });
    switch (decision.action) {
      case 'save': {
        const { client } = decision;
        rooms.identity.audit.record({
          event: 'app_created',
          ...actorOf(caller, request),
          target: `app:${client.clientId}`,
          details: { name: client.name },
        });
        return { status: 201, body: encodeApp(client, rooms.accessUrl) };
      }
      case 'reject':
        throw rejected(decision.faults);
      case 'refuse':
        throw refused(decision);
    }
  },
});
