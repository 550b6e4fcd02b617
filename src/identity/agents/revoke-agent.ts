import type { IdentityChange } from '../changes.ts';
import type { Agent } from '../model/session.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';

/** An agent whose token no longer works. */
export interface AgentRevoked {
  readonly action: 'revoked';
  readonly agent: Agent;
  readonly changes: readonly IdentityChange[];
}

/**
 * Revokes one of the user's agents.
 *
 * @param agent - its id or its name
 */
export async function revokeAgent(
  identity: Identity,
  { userId, agent: identifier }: { readonly userId: string; readonly agent: string },
  origin: Origin,
): Promise<AgentRevoked | Refusal> {
  const result = await settle<AgentRevoked>(identity, async () => {
    const live = await identity.facts.listAgents(userId);
    const agent = live.find(({ id }) => id === identifier) ?? live.find(({ name }) => name === identifier);
    if (agent === undefined) return refuse('not_found', 'There is no such agent.');
    return { action: 'revoked', agent, changes: [{ change: 'revoke_agent', agentId: agent.id, userId, at: identity.clock() }] };
  });
  if (result.action === 'revoked') {
    const { address, requestId } = origin;
    const { id, name } = result.agent;
    const target = `agent:${id}`;
    identity.audit.record({ event: 'agent_revoked', actor: `user:${userId}`, target, address, requestId, details: { name } });
  }
  return result;
}
