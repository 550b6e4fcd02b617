import { deleteClient } from '../../../engine/clients/manage-clients.ts';
import { actorOf } from '../actor.ts';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { refused } from '../refused.ts';
import { appNotFound } from './app-input.ts';
import { appParams } from './app-params.ts';

/** Deletes an application with its secrets, codes and tokens. */
export const deleteApp: Operation = defineOperation({
  name: 'deleteOAuth2App',
  method: 'DELETE',
  path: '/api/v2/oauth2-provider/apps/{app}',
  tag: 'Applications',
  summary: 'Delete an application; its secrets, codes and tokens die with it.',
  authorization: { who: 'user', scope: 'oauth2_app:update', role: 'admin', stepUp: true },
  params: appParams,
  answers: { 204: { description: 'It is gone.' } },
  async run({ params, caller, request, rooms }) {
    const decision = await deleteClient(rooms.engine, { service: await getService(rooms), clientId: params.app.toLowerCase() });
    switch (decision.action) {
      case 'delete':
        rooms.identity.audit.record({ event: 'app_deleted', ...actorOf(caller, request), target: `app:${params.app}`, details: {} });
        return { status: 204 };
      case 'not_found':
        throw appNotFound();
      case 'refuse':
        throw refused(decision);
    }
  },
});
