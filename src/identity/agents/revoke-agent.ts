import type { IdentityChange } from '../changes.ts';
import type { Agent } from '../model/session.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { settle } from '../settle.ts';
import { findLiveAgent } from './find-live-agent.ts';

/** An agent whose token no longer works. */
export interface AgentRevoked {
  readonly action: 'revoked';
  readonly agent: Agent;
  readonly changes: readonly IdentityChange[];
}

/**
 * Revokes one of the user's agents. Its token ends, and so do the sessions its workloads have.
 *
 * @param agent - its id or its name
 */
export async function revokeAgent(
  identity: Identity,
  { userId, agent: identifier }: { readonly userId: string; readonly agent: string },
  origin: Origin,
): Promise<AgentRevoked | Refusal> {
  const result = await settle<AgentRevoked>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
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
