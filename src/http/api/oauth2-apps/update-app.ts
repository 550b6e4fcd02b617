import { updateClient } from '../../../engine/clients/manage-clients.ts';
import { actorOf } from '../actor.ts';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { refused } from '../refused.ts';
import { appBody, encodeApp } from './app-body.ts';
import { appInput, appNotFound, decodeAppInput, rejected } from './app-input.ts';
import { appParams } from './app-params.ts';

/** Changes an application: name, redirect URIs and icon are replaced, other fields keep what they are if left out. */
export const updateApp: Operation = defineOperation({
  name: 'updateOAuth2App',
  method: 'PUT',
  path: '/api/v2/oauth2-provider/apps/{app}',
  tag: 'Applications',
  summary: 'Change an application.',
  authorization: { who: 'user', scope: 'oauth2_app:update', role: 'admin' },
  params: appParams,
  body: appInput,
  answers: { 200: { description: 'The application.', body: appBody } },
  async run({ params, body, caller, request, rooms }) {
    const service = await getService(rooms);
    const replaced = {
      name: '',
      icon: '',
      ...(body.redirect_uris === undefined ? { callback_url: '' } : {}),
      ...body,
    };
    const decision = await updateClient(rooms.engine, { service, clientId: params.app.toLowerCase(), input: decodeAppInput(replaced) });
    switch (decision.action) {
      case 'save': {
        const { client } = decision;
        rooms.identity.audit.record({
          event: 'app_updated',
          ...actorOf(caller, request),
          target: `app:${client.clientId}`,
          details: { name: client.name },
        });
        return { status: 200, body: encodeApp(client, rooms.accessUrl) };
      }
      case 'reject':
        throw rejected(decision.faults);
      case 'not_found':
        throw appNotFound();
      case 'refuse':
        throw refused(decision);
    }
  },
});
