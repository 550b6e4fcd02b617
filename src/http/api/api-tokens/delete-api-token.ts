import Type from 'typebox';
import { deleteApiToken as remove } from '../../../identity/api-tokens/delete-api-token.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Deletes one of the caller's API tokens. */
export const deleteApiToken: Operation = defineOperation({
  name: 'deleteAPIToken',
  method: 'DELETE',
  path: '/api/v2/users/me/keys/{keyid}',
  tag: 'API tokens',
  summary: 'Delete one of your API tokens. It stops working at once.',
  authorization: { who: 'user', scope: 'api_key:update', stepUp: true },
  params: Type.Object({ keyid: Type.String({ description: "The API token's id." }) }),
  answers: { 204: { description: 'It is gone.' } },
  async run({ params, caller, request, rooms }) {
    const asked = { userId: callingUser(caller).user.id, apiTokenId: params.keyid };
    const decision = await remove(rooms.identity, asked, request);
    switch (decision.action) {
      case 'deleted':
        return { status: 204 };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
