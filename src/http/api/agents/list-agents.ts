import Type from 'typebox';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { agentBody, encodeAgent } from './agent-body.ts';

/** Lists the caller's agents. */
export const listAgents: Operation = defineOperation({
  name: 'listAgents',
  method: 'GET',
  path: '/api/v2/agents',
  tag: 'Agents',
  summary: 'List your agents, newest first.',
  authorization: { who: 'user', scope: 'agent:read' },
  answers: { 200: { description: 'Your agents.', body: Type.Object({ agents: Type.Array(agentBody) }) } },
  async run({ caller, rooms }) {
    const { facts } = rooms.identity;
    const { id: userId } = callingUser(caller).user;
    const [agents, identities] = await Promise.all([facts.listAgents(userId), facts.listAgentIdentities(userId)]);
    return { status: 200, body: { agents: agents.map((agent) => encodeAgent(agent, identities)) } };
  },
});
