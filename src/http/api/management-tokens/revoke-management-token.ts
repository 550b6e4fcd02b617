import Type from 'typebox';
import { revokeManagementToken as revoke } from '../../../identity/management-tokens/revoke-management-token.ts';
import { actorOf } from '../actor.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Revokes a token of the engine API. */
export const revokeManagementToken: Operation = defineOperation({
  name: 'revokeManagementToken',
  method: 'DELETE',
  path: '/api/v2/management-tokens/{tokenid}',
  tag: 'Management tokens',
  summary: 'Revoke a token of the engine API. It stops working at once.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  params: Type.Object({ tokenid: Type.String({ description: 'Its id.' }) }),
  answers: { 204: { description: 'It opens nothing any more.' } },
  async run({ params, caller, request, rooms: { identity } }) {
    const decision = await revoke(identity, params.tokenid);
    if (decision.action === 'refuse') throw identityRefused(decision);
    identity.audit.record({
      event: 'management_token_revoked',
      ...actorOf(caller, request),
      target: `management_token:${decision.managementToken.id}`,
      details: { name: decision.managementToken.name },
    });
    return { status: 204 };
  },
});
