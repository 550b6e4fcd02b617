import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { IdentityChange } from '../changes.ts';
import { type AccessRight, deploymentRights } from '../model/access-right.ts';
import type { ManagementToken } from '../model/session.ts';
import { decideKeyName } from '../named-key.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';

/** What the token shall be called, open and be good for. */
export interface NewManagementToken {
  readonly name: string;
  /** The one service it opens; undefined: all, as an organization's. */
  readonly serviceId: number | undefined;
  /** undefined: what is usual for its kind. */
  readonly rights: readonly AccessRight[] | undefined;
}

/** A token that was made, and its text: shown now and never again. */
export interface ManagementTokenCreated {
  readonly action: 'created';
  readonly managementToken: ManagementToken;
  readonly token: Secret;
  readonly changes: readonly IdentityChange[];
}

/** The most tokens of the engine API at a time. */
const maxManagementTokens = 1000;

function refuseRights({ rights, serviceId }: NewManagementToken): Refusal | undefined {
  if (rights?.length === 0) return refuse('invalid', 'At least one right is needed.', { field: 'rights' });
  if (serviceId === undefined) return undefined;
  const beyond = rights?.find((right) => deploymentRights.includes(right));
  return beyond && refuse('invalid', `A token of one service cannot have the right ${beyond}.`, { field: 'rights' });
}

/** Makes a key to the engine API. That the service exists, and who may make one, the face has seen to. */
export async function createManagementToken(identity: Identity, asked: NewManagementToken): Promise<ManagementTokenCreated | Refusal> {
  const named = decideKeyName(asked.name, 'name');
  if ('action' in named) return named;
  const refused = refuseRights(asked);
  if (refused !== undefined) return refused;
  const { serviceId, rights } = asked;
  const kind = serviceId === undefined ? 'organization' : 'service';
  const credential = identity.mint.credential(kind === 'service' ? 'serviceToken' : 'organizationToken');
  return settle<ManagementTokenCreated>(identity, async () => {
    const existing = await identity.facts.listManagementTokens();
    if (existing.length >= maxManagementTokens) return refuse('denied', `There are ${maxManagementTokens} tokens. Revoke one first.`);
    const managementToken: ManagementToken = {
      id: credential.id,
      kind,
      secretHash: identity.sha256(credential.secret),
      serviceId,
      name: named.name,
      rights: rights && [...new Set(rights)],
      createdAt: identity.clock(),
      lastUsedAt: undefined,
      revokedAt: undefined,
    };
    const token = new Secret(formatCredential(credential));
    return { action: 'created', managementToken, token, changes: [{ change: 'insert_management_token', managementToken }] };
  });
}
