import { deletePolicy } from '../../../identity/federation/manage-policies.ts';
import { actorOf } from '../actor.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { policyParams } from './policy-body.ts';

/** Deletes a trust policy. */
export const deleteFederationPolicy: Operation = defineOperation({
  name: 'deleteFederationPolicy',
  method: 'DELETE',
  path: '/api/v2/federation/policies/{policy}',
  tag: 'Federation',
  summary: 'Delete a trust policy. Tokens that were handed out by it work until they end.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  params: policyParams,
  answers: { 204: { description: 'It is gone.' } },
  async run({ params, caller, request, rooms: { identity } }) {
    const refused = await deletePolicy(identity, params.policy);
    if (refused !== undefined) throw identityRefused(refused);
    const target = `federation_policy:${params.policy}`;
    identity.audit.record({ event: 'federation_policy_deleted', ...actorOf(caller, request), target });
    return { status: 204 };
  },
});
