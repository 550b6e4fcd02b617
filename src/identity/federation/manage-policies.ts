import type { IdentityChange } from '../changes.ts';
import type { FederationPolicy, StoredFederationPolicy } from '../model/federation-policy.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { refusePolicy } from './decide-policy.ts';

/** A policy that is kept now. */
export interface PolicySaved {
  readonly action: 'saved';
  readonly policy: StoredFederationPolicy;
}

/** The most policies a deployment keeps: each is looked at for every token. */
const maxPolicies = 500;

const isConfigured = ({ federation }: Identity, name: string): boolean => federation.configured.some((each) => each.name === name);

const readOnly = (name: string): Refusal => refuse('taken', `The policy ${name} is in the configuration file, and is changed there.`);

const notFound = (name: string): Refusal => refuse('not_found', `There is no policy ${JSON.stringify(name)}.`);

const stale = (): Refusal => refuse('taken', 'Somebody else changed the policy meanwhile. Look at it again.');

const find = async ({ facts }: Identity, name: string): Promise<StoredFederationPolicy | undefined> =>
  (await facts.listFederationPolicies()).find((each) => each.name === name);

const commit = async (identity: Identity, change: IdentityChange): Promise<boolean> =>
  (await identity.commit([change])).outcome === 'committed';

/** Keeps a new policy. */
export async function createPolicy(identity: Identity, asked: FederationPolicy, by: string): Promise<PolicySaved | Refusal> {
  const refused = refusePolicy(asked);
  if (refused !== undefined) return refused;
  if (isConfigured(identity, asked.name)) return readOnly(asked.name);
  const existing = await identity.facts.listFederationPolicies();
  if (existing.length >= maxPolicies) return refuse('denied', `There are ${maxPolicies} policies. Delete one first.`);
  const now = identity.clock();
  const policy: StoredFederationPolicy = { ...asked, version: 1, createdAt: now, updatedAt: now, updatedBy: by };
  if (await commit(identity, { change: 'insert_federation_policy', policy })) return { action: 'saved', policy };
  return refuse('taken', `There is a policy ${policy.name} already.`, { field: 'name' });
}

/** Which policy is replaced, and by what. */
export interface PolicyReplacement {
  readonly asked: FederationPolicy;
  readonly by: string;
  /** The version its author saw; undefined replaces whatever is there. */
  readonly version: number | undefined;
}

/** Replaces a policy as a whole. */
export async function replacePolicy(identity: Identity, { asked, by, version }: PolicyReplacement): Promise<PolicySaved | Refusal> {
  const refused = refusePolicy(asked);
  if (refused !== undefined) return refused;
  if (isConfigured(identity, asked.name)) return readOnly(asked.name);
  const before = await find(identity, asked.name);
  if (before === undefined) return notFound(asked.name);
  if (version !== undefined && version !== before.version) return stale();
  const policy = { ...asked, version: before.version + 1, createdAt: before.createdAt, updatedAt: identity.clock(), updatedBy: by };
  const kept = await commit(identity, { change: 'update_federation_policy', policy, version: before.version });
  return kept ? { action: 'saved', policy } : stale();
}

/** Deletes a policy; undefined once it is gone. */
export async function deletePolicy(identity: Identity, name: string): Promise<Refusal | undefined> {
  if (isConfigured(identity, name)) return readOnly(name);
  return (await commit(identity, { change: 'delete_federation_policy', name })) ? undefined : notFound(name);
}
