import type { ClaimRules, InstancePlatform, WorkloadIdentity } from '../model/workload-identity.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { normalizeInstanceId } from './instance-id.ts';
import { saysSomething } from './match-pattern.ts';
import { workloadPlatforms } from './registry.ts';
import type { WorkloadTrust } from './trust.ts';

/** What a person says an agent is known by, as it was written. */
export interface AskedIdentity {
  readonly platform: string;
  readonly instanceId?: string | undefined;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  readonly claims?: ClaimRules | undefined;
}

/** The most identities one agent may have. */
export const maxIdentities = 20;

const field = 'identities';
const invalid = (message: string): Refusal => refuse('invalid', message, { field });

function decideIssuerIdentity({ issuer, subject, claims, instanceId }: AskedIdentity, trust: WorkloadTrust): WorkloadIdentity | Refusal {
  if (instanceId !== undefined) return invalid('A subject of an issuer has no instance id.');
  if (issuer === undefined) return invalid('An issuer is needed.');
  if (!trust.issuers.some((each) => each.issuer === issuer)) {
    const known = trust.issuers.map((each) => each.issuer).join(', ');
    return invalid(`The issuer ${JSON.stringify(issuer)} is not trusted here.${known === '' ? ' None is.' : ` Those that are: ${known}.`}`);
  }
  const patterns = Object.values(claims ?? {});
  if (patterns.some((each) => each.length === 0)) return invalid('Each claim needs a value.');
  // An issuer such as GitHub's has the whole world for subjects.
  if (![[subject ?? ''], ...patterns].some((each) => each.every(saysSomething))) {
    return invalid('A subject or a claim is needed that not everybody of the issuer has.');
  }
  return { platform: 'oidc', issuer, subject: subject || undefined, claims };
}

/** Decides what an agent is to be known by: an instance by its id, or others by an issuer the operator trusts, a subject and claims. */
export function decideIdentity(asked: AskedIdentity, trust: WorkloadTrust): WorkloadIdentity | Refusal {
  const { platform, instanceId = '', issuer, subject, claims } = asked;
  const known = workloadPlatforms.find(({ name }) => name === platform);
  if (known === undefined) {
    return invalid(`There is no platform ${JSON.stringify(platform)}. There are ${workloadPlatforms.map(({ name }) => name).join(', ')}.`);
  }
  if (known.knownBy === 'issuer') return decideIssuerIdentity(asked, trust);
  if (issuer !== undefined || subject !== undefined || claims !== undefined)
    return invalid(`${known.label} knows instances by their ids alone.`);
  if (instanceId.trim() === '') return invalid(`The id of an instance of ${known.label} is needed.`);
  return { platform: known.name as InstancePlatform, instanceId: normalizeInstanceId(instanceId) }; // those known by an instance
}

/** Decides all that an agent is to be known by. */
export function decideIdentities(asked: readonly AskedIdentity[], trust: WorkloadTrust): readonly WorkloadIdentity[] | Refusal {
  if (asked.length > maxIdentities) return invalid(`An agent has at most ${maxIdentities} identities.`);
  const decided = asked.map((each) => decideIdentity(each, trust));
  return decided.find((each) => 'action' in each) ?? decided.filter((each) => 'platform' in each);
}
