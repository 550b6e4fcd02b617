import Type from 'typebox';
import { removeAgentIdentity as remove } from '../../../identity/agents/remove-agent-identity.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { namedAgent } from './named-agent.ts';

/** Ends that a workload is one of the caller's agents. */
export const removeAgentIdentity: Operation = defineOperation({
  name: 'removeAgentIdentity',
  method: 'DELETE',
  path: '/api/v2/agents/{agent}/identities/{identity}',
  tag: 'Agents',
  summary: 'End that a workload is one of your agents. Its sessions end with it.',
  authorization: { who: 'user', scope: 'agent:update', stepUp: true },
  params: Type.Object({ agent: namedAgent, identity: Type.String({ description: "The identity's id." }) }),
  answers: { 204: { description: 'It is removed.' } },
  async run({ params, caller, request, rooms }) {
    const named = { userId: callingUser(caller).user.id, agent: params.agent };
    const decision = await remove(rooms.identity, named, params.identity, request);
    if (decision.action === 'refuse') throw identityRefused(decision);
    return { status: 204 };
  },
});
