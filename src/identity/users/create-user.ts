import type { IdentityChange } from '../changes.ts';
import type { Role, User } from '../model/user.ts';
import type { Origin } from '../origin.ts';
import { decidePassword } from '../passwords/decide-password.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { decideNewUser, type NewUser } from './decide-new-user.ts';
import { maxUsernameLength } from './username.ts';

/** A new person, and who makes them. */
export interface UserCreation extends NewUser {
  /** undefined for people who sign in elsewhere. */
  readonly password?: string | undefined;
  readonly role: Role;
  readonly by: User;
}

/** A person who now exists. */
export interface UserCreated {
  readonly action: 'created';
  readonly user: User;
  readonly changes: readonly IdentityChange[];
}

/** Makes a person. Only an owner makes owners. */
export async function createUser(identity: Identity, creation: UserCreation, origin: Origin): Promise<UserCreated | Refusal> {
  const { role, by } = creation;
  if (by.role === 'member') return refuse('denied', 'Only an owner or an admin may add people.');
  if (role === 'owner' && by.role !== 'owner') return refuse('denied', 'Only an owner may make somebody an owner.', { field: 'role' });

  const password = creation.password === undefined ? undefined : decidePassword(creation.password);
  if (password !== undefined && 'action' in password) return password;
  const made = {
    id: identity.mint.uuid(),
    role,
    passwordHash: password && (await identity.passwords.hash(password)),
    now: identity.clock(),
  };
  const decided = decideNewUser(creation, made);
  if ('action' in decided) return decided;

  const result = await settle<UserCreated>(identity, async () => {
    if (await identity.facts.findUserByLogin(decided.email)) {
      return refuse('taken', 'Somebody has this email address.', { field: 'email' });
    }
    let user = decided;
    if (await identity.facts.findUserByLogin(user.username)) {
      if (creation.username) return refuse('taken', 'Somebody has this username.', { field: 'username' });
      const suffix = `-${identity.mint.uuid().slice(0, 6)}`;
      user = { ...user, username: user.username.slice(0, maxUsernameLength - suffix.length).replace(/-$/, '') + suffix };
    }
    return { action: 'created', user, changes: [{ change: 'insert_user', user }] };
  });
  if (result.action === 'created') {
    identity.audit.record({
      event: 'user_created',
      actor: `user:${by.id}`,
      target: `user:${result.user.id}`,
      address: origin.address,
      requestId: origin.requestId,
      details: { role },
    });
  }
  return result;
}
