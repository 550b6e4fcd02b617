import Type from 'typebox';
import { findLiveAgent } from '../../../identity/agents/find-live-agent.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { agentBody, encodeAgent } from './agent-body.ts';
import { namedAgent } from './named-agent.ts';

/** Gets one of the caller's agents. */
export const getAgent: Operation = defineOperation({
  name: 'getAgent',
  method: 'GET',
  path: '/api/v2/agents/{agent}',
  tag: 'Agents',
  summary: 'Get one of your agents.',
  authorization: { who: 'user', scope: 'agent:read' },
  params: Type.Object({ agent: namedAgent }),
  answers: { 200: { description: 'The agent.', body: agentBody } },
  async run({ params, caller, rooms: { identity } }) {
    const { id: userId } = callingUser(caller).user;
    const agent = await findLiveAgent(identity, userId, params.agent);
    if ('action' in agent) throw identityRefused(agent);
    return { status: 200, body: encodeAgent(agent, await identity.facts.listAgentIdentities(userId)) };
  },
});
