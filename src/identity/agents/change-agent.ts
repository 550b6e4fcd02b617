import type { IdentityChange } from '../changes.ts';
import type { AuditDetails, AuditEventName } from '../model/audit-event.ts';
import type { HandOutRule } from '../model/hand-out-rule.ts';
import type { Agent } from '../model/session.ts';
import type { AgentIdentity } from '../model/workload-identity.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { type AskedIdentity, decideIdentity, maxIdentities } from '../workload/decide-identity.ts';
import { describeRules, describeWorkload } from './describe-agent.ts';
import { findLiveAgent } from './find-live-agent.ts';
import { refuseHandOutRules } from './refuse-hand-out-rules.ts';

/** Whose agent is meant, by its id or its name. */
export interface NamedAgent {
  readonly userId: string;
  readonly agent: string;
}

/** An agent that may get something else from now on. */
export interface AgentRulesReplaced {
  readonly action: 'replaced';
  readonly agent: Agent;
  readonly changes: readonly IdentityChange[];
}

/** An identity that is an agent's from now on, or is so no longer. */
export interface AgentIdentityChanged {
  readonly action: 'added' | 'removed';
  readonly agent: Agent;
  readonly identity: AgentIdentity;
  readonly changes: readonly IdentityChange[];
}

function record({ audit }: Identity, event: AuditEventName, { userId, id, name }: Agent, origin: Origin, details: AuditDetails): void {
  const { address, requestId } = origin;
  audit.record({ event, actor: `user:${userId}`, target: `agent:${id}`, address, requestId, details: { name, ...details } });
}

/** Replaces what one of the user's agents may get; undefined is everything. */
export async function replaceAgentRules(
  identity: Identity,
  { userId, agent: identifier }: NamedAgent,
  rules: readonly HandOutRule[] | undefined,
  origin: Origin,
): Promise<AgentRulesReplaced | Refusal> {
  const refused = refuseHandOutRules(rules);
  if (refused !== undefined) return refused;
  const result = await settle<AgentRulesReplaced>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
    const changes: readonly IdentityChange[] = [{ change: 'replace_agent_rules', agentId: agent.id, userId, rules }];
    return { action: 'replaced', agent: { ...agent, handOutRules: rules }, changes };
  });
  if (result.action === 'replaced') record(identity, 'agent_updated', result.agent, origin, { hand_out_rules: describeRules(rules) });
  return result;
}

/** Makes a workload one of the user's agents. */
export async function addAgentIdentity(
  identity: Identity,
  { userId, agent: identifier }: NamedAgent,
  asked: AskedIdentity,
  origin: Origin,
): Promise<AgentIdentityChanged | Refusal> {
  const workload = decideIdentity(asked, identity.workload.trust);
  if ('action' in workload) return workload;
  const result = await settle<AgentIdentityChanged>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
    const existing = (await identity.facts.listAgentIdentities(userId)).filter(({ agentId }) => agentId === agent.id);
    if (existing.length >= maxIdentities) return refuse('denied', `The agent has ${maxIdentities} identities. Remove one first.`);
    const added: AgentIdentity = { id: identity.mint.id(), agentId: agent.id, workload, createdAt: identity.clock() };
    return { action: 'added', agent, identity: added, changes: [{ change: 'insert_agent_identity', identity: added }] };
  });
  if (result.action === 'added') {
    record(identity, 'agent_identity_added', result.agent, origin, { identity: describeWorkload(workload) });
  }
  return result;
}

/** Ends that a workload is one of the user's agents. What it was given ends with it. */
export async function removeAgentIdentity(
  identity: Identity,
  { userId, agent: identifier }: NamedAgent,
  identityId: string,
  origin: Origin,
): Promise<AgentIdentityChanged | Refusal> {
  const result = await settle<AgentIdentityChanged>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
    const known = await identity.facts.listAgentIdentities(userId);
    const removed = known.find(({ id, agentId }) => id === identityId && agentId === agent.id);
    if (removed === undefined) return refuse('not_found', 'The agent has no such identity.');
    return { action: 'removed', agent, identity: removed, changes: [{ change: 'delete_agent_identity', identityId, agentId: agent.id }] };
  });
  if (result.action === 'removed') {
    record(identity, 'agent_identity_removed', result.agent, origin, { identity: describeWorkload(result.identity.workload) });
  }
  return result;
}
