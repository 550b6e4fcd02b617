import { deleteClientSecret } from '../../../engine/clients/manage-client-secrets.ts';
import { actorOf } from '../actor.ts';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { refused } from '../refused.ts';
import { appNotFound, rejected } from './app-input.ts';
import { secretParams } from './app-params.ts';

/** Deletes one of an application's secrets. */
export const deleteAppSecret: Operation = defineOperation({
  name: 'deleteOAuth2AppSecret',
  method: 'DELETE',
  path: '/api/v2/oauth2-provider/apps/{app}/secrets/{secretID}',
  tag: 'Applications',
  summary: 'Delete a secret; what was obtained with it dies too.',
  authorization: { who: 'user', scope: 'oauth2_app:update', role: 'admin', stepUp: true },
  params: secretParams,
  answers: { 204: { description: 'It is gone.' } },
  async run({ params, caller, request, rooms }) {
    const service = await getService(rooms);
    const decision = await deleteClientSecret(rooms.engine, { service, clientId: params.app.toLowerCase(), secretId: params.secretID });
    switch (decision.action) {
      case 'delete':
        rooms.identity.audit.record({
          event: 'app_secret_deleted',
          ...actorOf(caller, request),
          target: `app:${params.app}`,
          details: { secret_id: params.secretID },
        });
        return { status: 204 };
      case 'reject':
        throw rejected(decision.faults);
      case 'not_found':
        throw appNotFound();
      case 'refuse':
        throw refused(decision);
    }
  },
});
