import { replacePolicy } from '../../../identity/federation/manage-policies.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { decodePolicy, encodePolicy, policyBody, policyParams, policyReplacement } from './policy-body.ts';
import { recordPolicy } from './record-policy.ts';

/** Replaces a trust policy. */
export const replaceFederationPolicy: Operation = defineOperation({
  name: 'replaceFederationPolicy',
  method: 'PUT',
  path: '/api/v2/federation/policies/{policy}',
  tag: 'Federation',
  summary: 'Replace a trust policy as a whole.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: policyParams,
  body: policyReplacement,
  answers: { 200: { description: 'The policy.', body: policyBody } },
  async run({ params, body, caller, request, rooms }) {
    const { version, ...input } = body;
    const asked = decodePolicy({ name: params.policy, ...input });
    const decision = await replacePolicy(rooms.identity, { asked, by: callingUser(caller).user.id, version });
    switch (decision.action) {
      case 'saved':
        recordPolicy(rooms, 'federation_policy_updated', decision.policy, caller, request);
        return { status: 200, body: encodePolicy({ source: 'stored', policy: decision.policy }) };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
