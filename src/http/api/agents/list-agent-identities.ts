import Type from 'typebox';
import { findLiveAgent } from '../../../identity/agents/find-live-agent.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeIdentity, identityBody } from './identity-body.ts';
import { namedAgent } from './named-agent.ts';

/** Lists what one of the caller's agents is known by. */
export const listAgentIdentities: Operation = defineOperation({
  name: 'listAgentIdentities',
  method: 'GET',
  path: '/api/v2/agents/{agent}/identities',
  tag: 'Agents',
  summary: 'List the workloads that are one of your agents.',
  authorization: { who: 'user', scope: 'agent:read' },
  params: Type.Object({ agent: namedAgent }),
  answers: { 200: { description: 'The identities, oldest first.', body: Type.Object({ identities: Type.Array(identityBody) }) } },
  async run({ params, caller, rooms: { identity } }) {
    const { id: userId } = callingUser(caller).user;
    const agent = await findLiveAgent(identity, userId, params.agent);
    if ('action' in agent) throw identityRefused(agent);
    const identities = await identity.facts.listAgentIdentities(userId);
    return { status: 200, body: { identities: identities.filter(({ agentId }) => agentId === agent.id).map(encodeIdentity) } };
  },
});
