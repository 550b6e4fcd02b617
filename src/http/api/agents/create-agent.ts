import Type from 'typebox';
import { createAgent as create } from '../../../identity/agents/create-agent.ts';
import { seconds } from '../../../protocol/units.ts';
import { identityRefused } from '../identity-refused.ts';
import { keyLifetime } from '../key-lifetime.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { agentBody, encodeAgent } from './agent-body.ts';
import { allowedProviders, decodeRules, handOutRules } from './hand-out-rules.ts';
import { decodeIdentity, identityInput } from './identity-body.ts';
import { callerWhoMayHandOut, handOutScope } from './may-hand-out.ts';

/** Makes an agent that acts for the caller. */
export const createAgent: Operation = defineOperation({
  name: 'createAgent',
  method: 'POST',
  path: '/api/v2/agents',
  tag: 'Agents',
  summary: 'Make an agent that acts for you.',
  description: `The key you call with needs \`${handOutScope}\` too.`,
  authorization: { who: 'user', scope: 'agent:update', stepUp: true },
  body: Type.Object(
    {
      name: Type.String({ description: '1–64 characters; you have no other live agent of this name.' }),
      allowed_providers: Type.Optional(allowedProviders),
      hand_out_rules: Type.Optional(handOutRules),
      identities: Type.Optional(Type.Array(identityInput, { description: 'The workloads that are it. It has a token besides.' })),
      lifetime_seconds: keyLifetime,
    },
    { $id: 'AgentInput' },
  ),
  answers: {
    201: {
      description: 'The agent. `token` is shown this once.',
      body: Type.Object({ agent: agentBody, token: Type.String() }),
    },
  },
  async run({ body, caller, request, rooms }) {
    const asked = {
      user: callerWhoMayHandOut(caller).user,
      name: body.name,
      handOutRules: decodeRules(body),
      identities: (body.identities ?? []).map(decodeIdentity),
      lifetime: body.lifetime_seconds === undefined ? undefined : seconds(body.lifetime_seconds),
    };
    const decision = await create(rooms.identity, asked, request);
    switch (decision.action) {
      case 'created':
        return { status: 201, body: { agent: encodeAgent(decision.agent, decision.identities), token: decision.token.reveal() } };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
