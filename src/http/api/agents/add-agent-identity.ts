import Type from 'typebox';
import { addAgentIdentity as add } from '../../../identity/agents/add-agent-identity.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { decodeIdentity, encodeIdentity, identityBody, identityInput } from './identity-body.ts';
import { callerWhoMayHandOut, handOutScope } from './may-hand-out.ts';
import { namedAgent } from './named-agent.ts';

/** Makes a workload one of the caller's agents. */
export const addAgentIdentity: Operation = defineOperation({
  name: 'addAgentIdentity',
  method: 'POST',
  path: '/api/v2/agents/{agent}/identities',
  tag: 'Agents',
  summary: 'Make a workload one of your agents.',
  description: `The key you call with needs \`${handOutScope}\` too.`,
  authorization: { who: 'user', scope: 'agent:update' },
  params: Type.Object({ agent: namedAgent }),
  body: identityInput,
  answers: { 201: { description: 'The identity.', body: identityBody } },
  async run({ params, body, caller, request, rooms }) {
    const userId = callerWhoMayHandOut(caller).user.id;
    const decision = await add(rooms.identity, { userId, agent: params.agent }, decodeIdentity(body), request);
    if (decision.action === 'refuse') throw identityRefused(decision);
    return { status: 201, body: encodeIdentity(decision.identity) };
  },
});
