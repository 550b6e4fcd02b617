import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { Seconds } from '../../protocol/units.ts';
import type { IdentityChange } from '../changes.ts';
import type { HandOutRule } from '../model/hand-out-rule.ts';
import type { Agent } from '../model/session.ts';
import type { User } from '../model/user.ts';
import type { AgentIdentity } from '../model/workload-identity.ts';
import { decideKeyName, keyExpiry } from '../named-key.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { type AskedIdentity, decideIdentities } from '../workload/decide-identity.ts';
import { describeRules, describeWorkload } from './describe-agent.ts';
import { refuseHandOutRules, refuseInstallations } from './refuse-hand-out-rules.ts';

/** Whom the agent acts for, what it is called, and what it may get. */
export interface NewAgent {
  readonly user: User;
  readonly name: string;
  /** What it may get; undefined is everything. */
  readonly handOutRules: readonly HandOutRule[] | undefined;
  /** The workloads that are it. */
  readonly identities: readonly AskedIdentity[];
  /** undefined is for ever. */
  readonly lifetime: Seconds | undefined;
}

/** An agent that was made, and its token: shown now and never again. */
export interface AgentCreated {
  readonly action: 'created';
  readonly agent: Agent;
  readonly identities: readonly AgentIdentity[];
  readonly token: Secret;
  readonly changes: readonly IdentityChange[];
}

/** The most agents one person may have. */
export const maxAgents = 1000;

/** Makes an agent that acts for the user. */
export async function createAgent(identity: Identity, asked: NewAgent, origin: Origin): Promise<AgentCreated | Refusal> {
  const { user, handOutRules, lifetime } = asked;
  const named = decideKeyName(asked.name, 'name');
  if ('action' in named) return named;
  const refused = refuseHandOutRules(handOutRules) ?? (await refuseInstallations(identity, user.id, handOutRules));
  if (refused !== undefined) return refused;
  const workloads = decideIdentities(asked.identities, identity.workload.trust);
  if ('action' in workloads) return workloads;

  const credential = identity.mint.credential('agentToken');
  const result = await settle<AgentCreated>(identity, async () => {
    const existing = await identity.facts.listAgents(user.id);
    if (existing.some(({ name }) => name === named.name)) return refuse('taken', 'You have an agent of this name.', { field: 'name' });
    if (existing.length >= maxAgents) return refuse('denied', `You have ${maxAgents} agents. Revoke one first.`);
    const now = identity.clock();
    const agent: Agent = {
      id: credential.id,
      secretHash: identity.sha256(credential.secret),
      userId: user.id,
      name: named.name,
      handOutRules,
      createdAt: now,
      expiresAt: keyExpiry(now, lifetime),
      lastUsedAt: undefined,
      revokedAt: undefined,
    };
    const token = new Secret(formatCredential(credential));
    const identities = workloads.map(
      (workload): AgentIdentity => ({ id: identity.mint.id(), agentId: agent.id, workload, createdAt: now }),
    );
    const inserts = identities.map((each): IdentityChange => ({ change: 'insert_agent_identity', identity: each }));
    return { action: 'created', agent, identities, token, changes: [{ change: 'insert_agent', agent }, ...inserts] };
  });
  if (result.action === 'created') {
    identity.audit.record({
      event: 'agent_created',
      actor: `user:${user.id}`,
      target: `agent:${result.agent.id}`,
      address: origin.address,
      requestId: origin.requestId,
      details: { name: named.name, hand_out_rules: describeRules(handOutRules), identities: workloads.map(describeWorkload) },
    });
  }
  return result;
}
