import type { EpochSeconds } from '../../protocol/units.ts';
import type { IdentityChange } from '../changes.ts';
import type { Ownership } from '../model/ownership.ts';
import type { Role, User } from '../model/user.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';

/** What a person may do from now on. What is left out stays. */
export interface AccessChange {
  readonly role?: Role | undefined;
  readonly status?: User['status'] | undefined;
}

/** A person's access, changed. */
export interface AccessChanged {
  readonly action: 'changed';
  readonly user: User;
  readonly changes: readonly IdentityChange[];
}

interface AccessFacts {
  readonly by: User;
  readonly user: User | undefined;
  readonly ownership: Ownership;
  readonly change: AccessChange;
  readonly now: EpochSeconds;
}

const isActiveOwner = (user: User): boolean => user.role === 'owner' && user.status === 'active';

/** Decides whether `by` may change a person's role and status: owners everybody's, admins those of people who are no owners. */
export function decideAccessChange({ by, user, ownership, change, now }: AccessFacts): AccessChanged | Refusal {
  if (by.role === 'member') return refuse('denied', 'Only an owner or an admin may change what people may do.');
  if (user === undefined) return refuse('not_found', 'There is no such person.');
  const changed: User = { ...user, role: change.role ?? user.role, status: change.status ?? user.status, updatedAt: now };
  if (by.role !== 'owner' && (user.role === 'owner' || changed.role === 'owner')) {
    return refuse('denied', 'Only an owner may change who is an owner.', { field: 'role' });
  }
  const losesOwner = isActiveOwner(user) && !isActiveOwner(changed);
  if (losesOwner && ownership.activeOwners <= 1) return refuse('denied', 'Somebody has to stay an owner.', { field: 'role' });

  const changes: IdentityChange[] = [
    { change: 'change_user_access', userId: user.id, role: changed.role, status: changed.status, at: now },
  ];
  if (losesOwner) changes.push({ change: 'advance_ownership', version: ownership.version });
  if (changed.status === 'suspended') {
    changes.push({ change: 'delete_sessions_of_user', userId: user.id, exceptSessionId: undefined });
  }
  return { action: 'changed', user: changed, changes };
}

/** Changes a person's role or status. A suspended person's sessions end; their tokens and agents work again once they are active. */
export async function changeAccess(
  identity: Identity,
  request: { readonly by: User; readonly userId: string } & AccessChange,
  origin: Origin,
): Promise<AccessChanged | Refusal> {
  const { userId, role, status } = request;
  const result = await settle<AccessChanged>(identity, async () => {
    const ownership = await identity.facts.findOwnership();
    if (ownership === undefined) return refuse('denied', 'Nobody holds this deployment yet.');
    // Read anew: whoever asks may have lost their own role since they were let in.
    const by = await identity.facts.findUser(request.by.id);
    if (by === undefined || by.status !== 'active') return refuse('denied', 'You have no account any more.');
    const user = await identity.facts.findUser(userId);
    return decideAccessChange({ by, user, ownership, change: { role, status }, now: identity.clock() });
  });
  if (result.action === 'changed') {
    identity.audit.record({
      event: 'user_updated',
      actor: `user:${request.by.id}`,
      target: `user:${userId}`,
      address: origin.address,
      requestId: origin.requestId,
      details: { role: result.user.role, status: result.user.status },
    });
  }
  return result;
}
