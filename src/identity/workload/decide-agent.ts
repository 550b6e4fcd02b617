import type { EpochSeconds } from '../../protocol/units.ts';
import type { IdentifiedAgent } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { matchesIdentity } from './matches-identity.ts';
import type { ProvenWorkload } from './platform.ts';

/** A workload that was proven, and who it may be. */
export interface AgentQuestion {
  readonly proven: ProvenWorkload;
  readonly candidates: readonly IdentifiedAgent[];
  /** Which agent it says it is, by name or id. */
  readonly agentName: string | undefined;
  readonly now: EpochSeconds;
}

/** What the workload is called where nobody is found for it. */
const describe = (proven: ProvenWorkload): string =>
  'instanceId' in proven ? `the instance ${JSON.stringify(proven.instanceId)}` : `the subject ${JSON.stringify(proven.subject)}`;

const isLive = ({ agent, user }: IdentifiedAgent, now: EpochSeconds): boolean =>
  agent.revokedAt === undefined && (agent.expiresAt === undefined || agent.expiresAt > now) && user.status === 'active';

/** Decides which agent the workload is: exactly one, or the one it names. */
export function decideAgent({ proven, candidates, agentName, now }: AgentQuestion): IdentifiedAgent | Refusal {
  const known = candidates
    .filter((each) => isLive(each, now) && matchesIdentity(each.identity.workload, proven))
    .filter(({ agent }) => agentName === undefined || agent.name === agentName || agent.id === agentName);
  const [first] = known;
  if (first === undefined) {
    const named = agentName === undefined ? '' : ` that is called ${JSON.stringify(agentName)}`;
    return refuse('not_found', `No agent${named} is known by ${describe(proven)}.`);
  }
  if (known.every(({ agent }) => agent.id === first.agent.id)) return first;
  const how = agentName === undefined ? 'by agent_name' : 'by its id';
  return refuse('ambiguous', `Several agents are known by ${describe(proven)}. Say which one you are ${how}.`);
}
