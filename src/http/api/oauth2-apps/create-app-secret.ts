import Type from 'typebox';
import { createClientSecret } from '../../../engine/clients/manage-client-secrets.ts';
import { actorOf } from '../actor.ts';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { refused } from '../refused.ts';
import { appNotFound, rejected } from './app-input.ts';
import { appParams } from './app-params.ts';

/** Makes a secret for an application. */
export const createAppSecret: Operation = defineOperation({
  name: 'createOAuth2AppSecret',
  method: 'POST',
  path: '/api/v2/oauth2-provider/apps/{app}/secrets',
  tag: 'Applications',
  summary: 'Make a secret for an application, beside those it has.',
  authorization: { who: 'user', scope: 'oauth2_app:update', role: 'admin', stepUp: true },
  params: appParams,
  answers: {
    201: {
      description: 'The secret. It is shown this once.',
      body: Type.Object({ id: Type.String(), client_secret_full: Type.String() }),
    },
  },
  async run({ params, caller, request, rooms }) {
    const decision = await createClientSecret(rooms.engine, { service: await getService(rooms), clientId: params.app.toLowerCase() });
    switch (decision.action) {
      case 'create': {
        const { clientSecret, full } = decision;
        rooms.identity.audit.record({
          event: 'app_secret_created',
          ...actorOf(caller, request),
          target: `app:${params.app}`,
          details: { secret_id: clientSecret.id },
        });
        return { status: 201, body: { id: clientSecret.id, client_secret_full: full.reveal() } };
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
