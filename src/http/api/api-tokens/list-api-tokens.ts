import Type from 'typebox';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { apiTokenBody, encodeApiToken } from './api-token-body.ts';

/** Lists the caller's API tokens. */
export const listApiTokens: Operation = defineOperation({
  name: 'listAPITokens',
  method: 'GET',
  path: '/api/v2/users/me/keys/tokens',
  tag: 'API tokens',
  summary: 'List your API tokens, newest first.',
  authorization: { who: 'user', scope: 'api_key:read' },
  answers: { 200: { description: 'Your API tokens.', body: Type.Array(apiTokenBody) } },
  async run({ caller, rooms }) {
    const apiTokens = await rooms.identity.facts.listApiTokens(callingUser(caller).user.id);
    return { status: 200, body: apiTokens.map(encodeApiToken) };
  },
});
