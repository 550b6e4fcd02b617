import type { IdentityChange } from '../changes.ts';
import type { ManagementToken } from '../model/session.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';

/** A token that opens nothing any more. */
export interface ManagementTokenRevoked {
  readonly action: 'revoked';
  readonly managementToken: ManagementToken;
  readonly changes: readonly IdentityChange[];
}

/** Revokes a key to the engine API. It stops working at once. */
export const revokeManagementToken = (
  identity: Pick<Identity, 'facts' | 'commit' | 'clock'>,
  id: string,
): Promise<ManagementTokenRevoked | Refusal> =>
  settle<ManagementTokenRevoked>(identity, async () => {
    const managementToken = await identity.facts.findManagementToken(id);
    if (managementToken === undefined || managementToken.revokedAt !== undefined) return refuse('not_found', 'There is no such token.');
    return { action: 'revoked', managementToken, changes: [{ change: 'revoke_management_token', id, at: identity.clock() }] };
  });
