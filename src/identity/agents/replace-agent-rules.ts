import type { IdentityChange } from '../changes.ts';
import type { HandOutRule } from '../model/hand-out-rule.ts';
import type { Agent } from '../model/session.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { settle } from '../settle.ts';
import { describeRules } from './describe-agent.ts';
import { findLiveAgent } from './find-live-agent.ts';
import type { NamedAgent } from './named-agent.ts';
import { recordAgentChange } from './record-agent-change.ts';
import { refuseHandOutRules, refuseInstallations } from './refuse-hand-out-rules.ts';

/** An agent that may get something else from now on. */
export interface AgentRulesReplaced {
  readonly action: 'replaced';
  readonly agent: Agent;
  readonly changes: readonly IdentityChange[];
}

/** Replaces what one of the user's agents may get; undefined is everything. */
export async function replaceAgentRules(
  identity: Identity,
  { userId, agent: identifier }: NamedAgent,
  rules: readonly HandOutRule[] | undefined,
  origin: Origin,
): Promise<AgentRulesReplaced | Refusal> {
  const refused = refuseHandOutRules(rules) ?? (await refuseInstallations(identity, userId, rules));
  if (refused !== undefined) return refused;
  const result = await settle<AgentRulesReplaced>(identity, async () => {
    const agent = await findLiveAgent(identity, userId, identifier);
    if ('action' in agent) return agent;
    const changes: readonly IdentityChange[] = [{ change: 'replace_agent_rules', agentId: agent.id, userId, rules }];
    return { action: 'replaced', agent: { ...agent, handOutRules: rules }, changes };
  });
  if (result.action === 'replaced')
    recordAgentChange(identity, 'agent_updated', result.agent, origin, { hand_out_rules: describeRules(rules) });
  return result;
}
