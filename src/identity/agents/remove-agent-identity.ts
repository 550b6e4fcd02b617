import type { IdentityChange } from '../changes.ts';
import type { Agent } from '../model/session.ts';
import type { AgentIdentity } from '../model/workload-identity.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { describeWorkload } from './describe-agent.ts';
import { findLiveAgent } from './find-live-agent.ts';
import type { NamedAgent } from './named-agent.ts';
import { recordAgentChange } from './record-agent-change.ts';

/** An identity that is an agent's no longer. */
export interface AgentIdentityRemoved {
  readonly action: 'removed';
  readonly agent: Agent;
  readonly identity: AgentIdentity;
  readonly changes: readonly IdentityChange[];
}

/** Ends that a workload is one of the user's agents. What it was given ends with it. */
export async function removeAgentIdentity(
  identity: Identity,
  { userId, agent: identifier }: NamedAgent,
  identityId: string,
  origin: Origin,
): Promise<AgentIdentityRemoved | Refusal> {
  const result = await settle<AgentIdentityRemoved>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
    const known = await identity.facts.listAgentIdentities(userId);
    const removed = known.find(({ id, agentId }) => id === identityId && agentId === agent.id);
    if (removed === undefined) return refuse('not_found', 'The agent has no such identity.');
    return { action: 'removed', agent, identity: removed, changes: [{ change: 'delete_agent_identity', identityId, agentId: agent.id }] };
  });
  if (result.action === 'removed') {
    recordAgentChange(identity, 'agent_identity_removed', result.agent, origin, { identity: describeWorkload(result.identity.workload) });
  }
  return result;
}
