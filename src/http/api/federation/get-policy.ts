import { listPolicies } from '../../../identity/federation/list-policies.ts';
import { ApiError } from '../api-error.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodePolicy, policyBody, policyParams } from './policy-body.ts';

/** Shows one trust policy. */
export const getFederationPolicy: Operation = defineOperation({
  name: 'getFederationPolicy',
  method: 'GET',
  path: '/api/v2/federation/policies/{policy}',
  tag: 'Federation',
  summary: 'Show a trust policy.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: policyParams,
  answers: { 200: { description: 'The policy.', body: policyBody } },
  async run({ params, rooms }) {
    const found = (await listPolicies(rooms.identity)).find(({ policy }) => policy.name === params.policy);
    if (found === undefined) throw new ApiError(404, `There is no policy ${JSON.stringify(params.policy)}.`);
    return { status: 200, body: encodePolicy(found) };
  },
});
