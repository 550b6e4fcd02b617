import type { IdentityChange } from '../changes.ts';
import type { Agent } from '../model/session.ts';
import type { AgentIdentity } from '../model/workload-identity.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { type AskedIdentity, decideIdentity, maxIdentities } from '../workload/decide-identity.ts';
import { describeWorkload } from './describe-agent.ts';
import { findLiveAgent } from './find-live-agent.ts';
import type { NamedAgent } from './named-agent.ts';
import { recordAgentChange } from './record-agent-change.ts';

/** An identity that is an agent's from now on. */
export interface AgentIdentityAdded {
  readonly action: 'added';
  readonly agent: Agent;
  readonly identity: AgentIdentity;
  readonly changes: readonly IdentityChange[];
}

/** Makes a workload one of the user's agents. */
export async function addAgentIdentity(
  identity: Identity,
  { userId, agent: identifier }: NamedAgent,
  asked: AskedIdentity,
  origin: Origin,
): Promise<AgentIdentityAdded | Refusal> {
  const workload = decideIdentity(asked, identity.workload.trust);
  if ('action' in workload) return workload;
  const result = await settle<AgentIdentityAdded>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
    const existing = (await identity.facts.listAgentIdentities(userId)).filter(({ agentId }) => agentId === agent.id);
    if (existing.length >= maxIdentities) return refuse('denied', `The agent has ${maxIdentities} identities. Remove one first.`);
    const added: AgentIdentity = { id: identity.mint.id(), agentId: agent.id, workload, createdAt: identity.clock() };
    return { action: 'added', agent, identity: added, changes: [{ change: 'insert_agent_identity', identity: added }] };
  });
  if (result.action === 'added') {
    recordAgentChange(identity, 'agent_identity_added', result.agent, origin, { identity: describeWorkload(workload) });
  }
  return result;
}
