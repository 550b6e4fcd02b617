import Type from 'typebox';
import { revokeAgent as revoke } from '../../../identity/agents/revoke-agent.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { namedAgent } from './named-agent.ts';

/** Revokes one of the caller's agents. */
export const revokeAgent: Operation = defineOperation({
  name: 'revokeAgent',
  method: 'DELETE',
  path: '/api/v2/agents/{agent}',
  tag: 'Agents',
  summary: 'Revoke one of your agents. Its token stops working at once.',
  authorization: { who: 'user', scope: 'agent:update', stepUp: true },
  params: Type.Object({ agent: namedAgent }),
  answers: { 204: { description: 'It is revoked.' } },
  async run({ params, caller, request, rooms }) {
    const decision = await revoke(rooms.identity, { userId: callingUser(caller).user.id, agent: params.agent }, request);
    switch (decision.action) {
      case 'revoked':
        return { status: 204 };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
