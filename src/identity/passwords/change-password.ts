import { Secret } from '../../protocol/secret.ts';
import type { IdentityChange } from '../changes.ts';
import type { User } from '../model/user.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { spendAttempts } from '../rate-limit.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { signInLimits } from '../sessions/sign-in-limits.ts';
import { decidePassword } from './decide-password.ts';

/** A password that was changed. */
export interface PasswordChanged {
  readonly action: 'changed';
}

/** Changes a person's own password, and ends their other sessions: whoever knew the old one is out. */
export async function changePassword(
  identity: Identity,
  request: { readonly user: User; readonly current: string; readonly next: string; readonly sessionId: string | undefined },
  origin: Origin,
): Promise<PasswordChanged | Refusal> {
  const { user, current, next, sessionId } = request;
  const limited = await spendAttempts(identity, [{ limit: signInLimits.account, subject: user.email }]);
  if (limited !== undefined) return limited;

  const from = user.passwordHash;
  if (from === undefined) return refuse('denied', 'You sign in elsewhere, and have no password here.');
  if (!(await identity.passwords.verify(new Secret(current), from))) {
    return refuse('denied', 'This is not your current password.', { field: 'old_password' });
  }
  const password = decidePassword(next);
  if ('action' in password) return password;

  const to = await identity.passwords.hash(password);
  const changes: readonly IdentityChange[] = [
    { change: 'replace_password', userId: user.id, from, to, at: identity.clock() },
    { change: 'delete_sessions_of_user', userId: user.id, exceptSessionId: sessionId },
  ];
  const { outcome } = await identity.commit(changes);
  if (outcome === 'conflict') return refuse('denied', 'Your password was just changed somewhere else.');
  identity.audit.record({
    event: 'password_changed',
    actor: `user:${user.id}`,
    target: `user:${user.id}`,
    address: origin.address,
    requestId: origin.requestId,
  });
  return { action: 'changed' };
}
