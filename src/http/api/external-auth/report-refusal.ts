import Type from 'typebox';
import { rejectToken } from '../../../broker/refresh/reject-token.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { tokenHolderOf } from './token-holder.ts';

/** Makes the operation that takes note of a refused token: for users and for agents. */
const reportRefusal = (about: Pick<Operation, 'name' | 'path' | 'tag' | 'authorization'>): Operation =>
  defineOperation({
    ...about,
    method: 'POST',
    summary: 'Report that a token was refused where you used it.',
    description:
      'The provider is asked whether the token works before it is handed out again, and a token that was not renewed within the last minute is renewed first. A token that is not handed out any more changes nothing.',
    body: Type.Object({
      access_token_sha256: Type.String({ pattern: '^[\\w-]{43}$', description: 'SHA-256 of the access token, base64url.' }),
    }),
    answers: { 204: { description: 'Noted, whether or not the token is known.' } },
    async run({ caller, body, rooms: { broker } }) {
      await rejectToken(broker, { ...tokenHolderOf(caller), accessTokenHash: body.access_token_sha256 });
      return { status: 204 };
    },
  });

/** Takes note that a user was refused with a token. */
export const reportMyRefusal: Operation = reportRefusal({
  name: 'reportMyRefusal',
  path: '/api/v2/users/me/external-auth/refusals',
  tag: 'External auth',
  authorization: { who: 'user', scope: 'external_auth:access_token' },
});

/** Takes note that an agent was refused with a token. */
export const reportAgentRefusal: Operation = reportRefusal({
  name: 'reportAgentRefusal',
  path: '/api/v2/workspaceagents/me/external-auth/refusals',
  tag: 'Agents',
  authorization: { who: 'agent' },
});
