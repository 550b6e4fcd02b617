import Type from 'typebox';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeManagementToken, managementTokenBody } from './management-token-body.ts';

/** Lists the tokens of the engine API. */
export const listManagementTokens: Operation = defineOperation({
  name: 'listManagementTokens',
  method: 'GET',
  path: '/api/v2/management-tokens',
  tag: 'Management tokens',
  summary: 'List the tokens of the engine API, newest first.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  answers: { 200: { description: 'Those that work.', body: Type.Object({ tokens: Type.Array(managementTokenBody) }) } },
  async run({ rooms }) {
    const tokens = await rooms.identity.facts.listManagementTokens();
    return { status: 200, body: { tokens: tokens.map(encodeManagementToken) } };
  },
});
