import Type from 'typebox';
import { replaceAgentRules } from '../../../identity/agents/replace-agent-rules.ts';
import { ApiError } from '../api-error.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { agentBody, encodeAgent } from './agent-body.ts';
import { allowedProviders, decodeRules, handOutRules } from './hand-out-rules.ts';
import { callerWhoMayHandOut, handOutScope } from './may-hand-out.ts';
import { namedAgent } from './named-agent.ts';

/** Replaces what one of the caller's agents may get. */
export const updateAgent: Operation = defineOperation({
  name: 'updateAgent',
  method: 'PATCH',
  path: '/api/v2/agents/{agent}',
  tag: 'Agents',
  summary: 'Replace what one of your agents may get.',
  description: `The key you call with needs \`${handOutScope}\` too.`,
  authorization: { who: 'user', scope: 'agent:update' },
  params: Type.Object({ agent: namedAgent }),
  body: Type.Object(
    { allowed_providers: Type.Optional(allowedProviders), hand_out_rules: Type.Optional(handOutRules) },
    { $id: 'AgentPatch', additionalProperties: false },
  ),
  answers: { 200: { description: 'The agent as it is now.', body: agentBody } },
  async run({ params, body, caller, request, rooms: { identity } }) {
    const userId = callerWhoMayHandOut(caller).user.id;
    if (body.hand_out_rules === undefined && body.allowed_providers === undefined) {
      // Nothing would be taken for everything.
      throw new ApiError(400, "'hand_out_rules' or 'allowed_providers' must be given.");
    }
    const decision = await replaceAgentRules(identity, { userId, agent: params.agent }, decodeRules(body), request);
    switch (decision.action) {
      case 'replaced':
        return { status: 200, body: encodeAgent(decision.agent, await identity.facts.listAgentIdentities(userId)) };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
