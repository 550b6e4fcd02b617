import { createPolicy } from '../../../identity/federation/manage-policies.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { decodePolicy, encodePolicy, policyBody, policyInput } from './policy-body.ts';
import { recordPolicy } from './record-policy.ts';

/** Makes a trust policy. */
export const createFederationPolicy: Operation = defineOperation({
  name: 'createFederationPolicy',
  method: 'POST',
  path: '/api/v2/federation/policies',
  tag: 'Federation',
  summary: 'Make a trust policy: whose tokens are exchanged for which tokens of a GitHub App.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  body: policyInput,
  answers: { 201: { description: 'The policy.', body: policyBody } },
  async run({ body, caller, request, rooms }) {
    const decision = await createPolicy(rooms.identity, decodePolicy(body), callingUser(caller).user.id);
    switch (decision.action) {
      case 'saved':
        recordPolicy(rooms, 'federation_policy_created', decision.policy, caller, request);
        return { status: 201, body: encodePolicy({ source: 'stored', policy: decision.policy }) };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
