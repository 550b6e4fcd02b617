import Type from 'typebox';
import { listClientSecrets } from '../../../engine/clients/manage-client-secrets.ts';
import { toRfc3339 } from '../../../protocol/units.ts';
import { getService } from '../get-service.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { appNotFound } from './app-input.ts';
import { appParams } from './app-params.ts';

/** Lists an application's secrets, as far as they can still be seen. */
export const listAppSecrets: Operation = defineOperation({
  name: 'listOAuth2AppSecrets',
  method: 'GET',
  path: '/api/v2/oauth2-provider/apps/{app}/secrets',
  tag: 'Applications',
  summary: "List an application's secrets.",
  authorization: { who: 'user', scope: 'oauth2_app:update', role: 'admin' },
  params: appParams,
  answers: {
    200: {
      description: 'The live secrets, newest first.',
      body: Type.Array(
        Type.Object({
          id: Type.String(),
          last_used_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'To the hour; null if never.' }),
          client_secret_truncated: Type.String({ description: 'The last six characters.' }),
        }),
      ),
    },
  },
  async run({ params, rooms }) {
    const secrets = await listClientSecrets(rooms.engine, { service: await getService(rooms), clientId: params.app.toLowerCase() });
    if (secrets === undefined) throw appNotFound();
    return {
      status: 200,
      body: secrets.map(({ id, lastUsedAt, truncated }) => ({
        id,
        last_used_at: lastUsedAt === undefined ? null : toRfc3339(lastUsedAt),
        client_secret_truncated: truncated,
      })),
    };
  },
});
