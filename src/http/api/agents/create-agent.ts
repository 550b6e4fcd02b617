import Type from 'typebox';
import { createAgent as create } from '../../../identity/agents/create-agent.ts';
import { seconds } from '../../../protocol/units.ts';
import { ApiError } from '../api-error.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { keyLifetime } from '../key-lifetime.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { coversScope } from '../scopes.ts';
import { agentBody, encodeAgent } from './agent-body.ts';

/** What an agent's token is for: a key that may not get access tokens itself must not make one that may. */
const handOutScope = 'external_auth:access_token';

/** Makes an agent that acts for the caller. */
export const createAgent: Operation = defineOperation({
  name: 'createAgent',
  method: 'POST',
  path: '/api/v2/agents',
  tag: 'Agents',
  summary: 'Make an agent that acts for you.',
  description: `The key you call with needs \`${handOutScope}\` too.`,
  authorization: { who: 'user', scope: 'agent:update' },
  body: Type.Object(
    {
      name: Type.String({ description: '1–64 characters; you have no other live agent of this name.' }),
      allowed_providers: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { description: 'All if left out.' })),
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
    const me = callingUser(caller);
    if (!coversScope(me.scopes, handOutScope)) throw new ApiError(403, `The key you call with lacks the scope ${handOutScope}.`);
    const asked = {
      user: me.user,
      name: body.name,
      allowedProviders: body.allowed_providers,
      lifetime: body.lifetime_seconds === undefined ? undefined : seconds(body.lifetime_seconds),
    };
    const decision = await create(rooms.identity, asked, request);
    switch (decision.action) {
      case 'created':
        return { status: 201, body: { agent: encodeAgent(decision.agent), token: decision.token.reveal() } };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
