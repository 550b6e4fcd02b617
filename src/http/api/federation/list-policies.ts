import Type from 'typebox';
import { listPolicies } from '../../../identity/federation/list-policies.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodePolicy, policyBody } from './policy-body.ts';

/** Lists the trust policies. */
export const listFederationPolicies: Operation = defineOperation({
  name: 'listFederationPolicies',
  method: 'GET',
  path: '/api/v2/federation/policies',
  tag: 'Federation',
  summary: 'List the trust policies, in the order they are looked at.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  answers: { 200: { description: 'The policies.', body: Type.Object({ policies: Type.Array(policyBody) }) } },
  run: async ({ rooms }) => ({ status: 200, body: { policies: (await listPolicies(rooms.identity)).map(encodePolicy) } }),
});
