import type { IdentityChange } from '../changes.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';

/** A token that is gone. */
export interface ApiTokenDeleted {
  readonly action: 'deleted';
  readonly changes: readonly IdentityChange[];
}

/** Deletes one of the user's API tokens. It stops working at once. */
export async function deleteApiToken(
  identity: Identity,
  { userId, apiTokenId }: { readonly userId: string; readonly apiTokenId: string },
  origin: Origin,
): Promise<ApiTokenDeleted | Refusal> {
  const result = await settle<ApiTokenDeleted>(identity, async () => {
    const found = await identity.facts.findApiTokenWithUser(apiTokenId);
    if (found?.user.id !== userId) return refuse('not_found', 'There is no such API token.');
    return { action: 'deleted', changes: [{ change: 'delete_api_token', apiTokenId, userId }] };
  });
  if (result.action === 'deleted') {
    const { address, requestId } = origin;
    identity.audit.record({ event: 'api_token_deleted', actor: `user:${userId}`, target: `api_token:${apiTokenId}`, address, requestId });
  }
  return result;
}
