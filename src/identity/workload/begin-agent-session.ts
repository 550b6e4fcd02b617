import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { AuditEntry } from '../model/audit-event.ts';
import type { AgentSession } from '../model/workload-identity.ts';
import { networkOf } from '../network-of.ts';
import type { Origin } from '../origin.ts';
import type { IdentifiedAgent, Identity } from '../ports.ts';
import { type RateLimit, spendAttempts } from '../rate-limit.ts';
import { type Refusal, type RefusalReason, refuse } from '../refusal.ts';
import { decideAgent } from './decide-agent.ts';
import type { ProvenWorkload, RefusedProof, WorkloadPlatform } from './platform.ts';

/** What a workload presents, and where from. */
export interface WorkloadRequest<Proof> extends Origin {
  readonly proof: Proof;
  /** Which agent it says it is, where several are known by the same identity. */
  readonly agentName: string | undefined;
}

/** A session of an agent that proved its identity. */
export interface AgentSessionBegun {
  readonly action: 'begun';
  readonly known: IdentifiedAgent;
  readonly session: AgentSession;
  /** Shown now and never again. */
  readonly token: Secret;
}

/** How long a session lasts: the workload proves itself again whenever it likes. */
const lifetime = seconds(86_400);

/** How often one network may be refused. Only refusals count: a machine that is who it says may come as often as it must. */
const refusals: RateLimit = { name: 'workload_refusals', limit: 100, window: seconds(900) };

const reasons: Readonly<Record<RefusedProof['why'], RefusalReason>> = {
  untrusted: 'denied',
  malformed: 'invalid',
  unavailable: 'unavailable',
};

const findCandidates = ({ facts }: Identity, proven: ProvenWorkload): ReturnType<typeof facts.listAgentsOfIssuer> =>
  'instanceId' in proven
    ? facts.listAgentsOfInstance(proven.platform, proven.instanceId)
    : facts.listAgentsOfIssuer(proven.issuer, proven.subject);

/** What the audit trail tells of a workload. */
const detailsOf = (proven: ProvenWorkload): Readonly<Record<string, string>> =>
  'instanceId' in proven
    ? { platform: proven.platform, instance: proven.instanceId }
    : { platform: proven.platform, issuer: proven.issuer, subject: proven.subject };

async function identify<Proof>(
  identity: Identity,
  platform: WorkloadPlatform<Proof>,
  { proof, agentName }: WorkloadRequest<Proof>,
  now: EpochSeconds,
): Promise<(IdentifiedAgent & { readonly proven: ProvenWorkload }) | Refusal> {
  const verification = await platform.verify(identity.workload, proof, now);
  if (verification.outcome === 'refused') return refuse(reasons[verification.why], verification.words);
  const { workload: proven } = verification;
  const decided = decideAgent({ proven, candidates: await findCandidates(identity, proven), agentName, now });
  return 'action' in decided ? decided : { ...decided, proven };
}

/** Tells the audit trail of a refusal as long as the network has some left: strangers must not fill it. */
async function recordRefusal(identity: Identity, refusal: Refusal, platform: string, { address, requestId }: Origin): Promise<Refusal> {
  const { reason, message } = refusal;
  const limited = await spendAttempts(identity, [{ limit: refusals, subject: networkOf(address) }]);
  if (limited !== undefined) return reason === 'unavailable' ? refusal : limited;
  const details = { platform, reason, words: message.slice(0, 300) };
  identity.audit.record({ event: 'agent_identity_refused', actor: 'anonymous', address, requestId, details });
  return refusal;
}

/** Begins a session for the agent that a workload proves to be. */
export async function beginAgentSession<Proof>(
  identity: Identity,
  platform: WorkloadPlatform<Proof>,
  request: WorkloadRequest<Proof>,
): Promise<AgentSessionBegun | Refusal> {
  const now = identity.clock();
  const known = await identify(identity, platform, request, now);
  if ('action' in known) return recordRefusal(identity, known, platform.name, request);

  const { address, requestId } = request;
  const credential = identity.mint.credential('agentSession');
  const session: AgentSession = {
    id: credential.id,
    secretHash: identity.sha256(credential.secret),
    agentId: known.agent.id,
    identityId: known.identity.id,
    address,
    createdAt: now,
    expiresAt: after(now, lifetime),
  };
  const committed = await identity.commit([{ change: 'insert_agent_session', session }]);
  if (committed.outcome !== 'committed') throw new Error(`${committed.change} conflicted with nothing`);
  const entry: AuditEntry = { event: 'agent_session_created', actor: `agent:${known.agent.id}`, target: `user:${known.user.id}` };
  identity.audit.record({ ...entry, address, requestId, details: { ...detailsOf(known.proven), name: known.agent.name } });
  return { action: 'begun', known, session, token: new Secret(formatCredential(credential)) };
}
