import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { IdentityChange } from '../changes.ts';
import type { Session } from '../model/session.ts';
import type { User } from '../model/user.ts';
import { networkOf } from '../network-of.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { spendAttempts } from '../rate-limit.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { findPresentedSession } from './find-presented-session.ts';
import { isSessionOver, sessionExpiry } from './session-lifetime.ts';
import { signInLimits } from './sign-in-limits.ts';

/** What was typed, and where from. */
export interface SignInRequest extends Origin {
  /** An email address or a username. */
  readonly login: string;
  readonly password: string;
  /** The session the same browser holds, if any: it ends, so that nobody can plant one (session fixation). */
  readonly previousToken?: string | undefined;
}

/** A session that was begun. */
export interface SignedIn {
  readonly action: 'signed_in';
  readonly user: User;
  readonly session: Session;
  /** The session's credential, for the cookie or the command line. It is not kept anywhere. */
  readonly token: Secret;
  readonly changes: readonly IdentityChange[];
}

/** One message for an unknown account and a wrong password: neither tells which accounts exist. */
const wrongCredentials: Refusal = refuse('denied', 'The email address or the password is wrong.');

/** Decides whether the person gets in. That an account is suspended is said only to those who know its password. */
export function decideSignIn(user: User | undefined, passwordMatches: boolean): User | Refusal {
  if (user === undefined || !passwordMatches) return wrongCredentials;
  if (user.status !== 'active') return refuse('denied', 'This account is suspended. Ask an owner or an admin.');
  return user;
}

/**
 * Begins a session for a person who has already proved who they are. It goes on for applications, with the `sid` they know, if the person signs in
 * again where they are signed in.
 *
 * @param amr how they proved it, by the names of RFC 8176
 */
export async function beginSession(
  identity: Identity,
  user: User,
  request: Origin & Pick<SignInRequest, 'previousToken'>,
  amr: readonly string[],
): Promise<SignedIn> {
  const credential = identity.mint.credential('session');
  return settle<SignedIn, never>(identity, async () => {
    const now = identity.clock();
    const previous = await findPresentedSession(identity, request.previousToken);
    const goesOn = previous !== undefined && previous.userId === user.id && !isSessionOver(previous, now);
    const session: Session = {
      id: credential.id,
      secretHash: identity.sha256(credential.secret),
      userId: user.id,
      userAgent: request.userAgent.slice(0, 256),
      address: request.address,
      sid: (goesOn ? previous.sid : undefined) ?? identity.mint.random(16),
      amr,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: sessionExpiry(now, now),
    };
    const changes: IdentityChange[] = [
      { change: 'insert_session', session },
      { change: 'touch_user', userId: user.id, at: now },
    ];
    if (previous !== undefined) changes.push({ change: 'delete_session', sessionId: previous.id, userId: previous.userId });
    return { action: 'signed_in', user, session, token: new Secret(formatCredential(credential)), changes };
  });
}

/** Signs a person in with their password. Attempts are counted before the password is hashed, so that guessing cannot cost us either. */
export async function signIn(identity: Identity, request: SignInRequest): Promise<SignedIn | Refusal> {
  const { address, requestId } = request;
  const login = request.login.trim().toLowerCase();
  const refused = (refusal: Refusal, why: string, user?: User): Refusal => {
    // What was typed is not told: people type passwords into the wrong field.
    const target = user && (`user:${user.id}` as const);
    identity.audit.record({ event: 'sign_in_failed', actor: 'anonymous', target, address, requestId, details: { why } });
    return refusal;
  };

  const limited = await spendAttempts(identity, [
    { limit: signInLimits.address, subject: networkOf(address) },
    { limit: signInLimits.account, subject: login },
  ]);
  if (limited !== undefined) return refused(limited, 'rate_limited');

  const found = await identity.facts.findUserByLogin(login);
  const password = new Secret(request.password);
  const hash = found?.passwordHash;
  const matches = await identity.passwords.verify(password, hash ?? identity.passwords.decoy);
  const user = decideSignIn(found, matches && hash !== undefined);
  if ('action' in user) return refused(user, matches ? 'suspended' : 'wrong_credentials', found);

  const signedIn = await beginSession(identity, user, request, ['pwd']);
  if (hash !== undefined && identity.passwords.isOutdated(hash)) {
    // A conflict means that the password was changed meanwhile, with today's parameters.
    const to = await identity.passwords.hash(password);
    await identity.commit([{ change: 'replace_password', userId: user.id, from: hash, to, at: identity.clock() }]);
  }
  identity.audit.record({ event: 'signed_in', actor: `user:${user.id}`, address, requestId });
  return signedIn;
}
