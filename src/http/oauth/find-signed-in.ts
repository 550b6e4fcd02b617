import type { FastifyRequest } from 'fastify';
import type { AuthenticatedSubject } from '../../engine/authorize/authorization-request.ts';
import type { User } from '../../identity/model/user.ts';
import type { Rooms } from '../context.ts';
import { identify } from '../identify.ts';
import { findToken } from '../tokens.ts';

/** The person at the browser, or the user whose token a program sends. */
export interface SignedIn {
  readonly user: User;
  readonly subject: AuthenticatedSubject;
  readonly from: 'cookie' | 'header';
  /** What CSRF tokens are derived from: only the browser knows it. */
  readonly browserSecret: string;
}

/**
 * Who may allow an application something: a signed-in person, or a program with its user's unrestricted token. A token with fewer
 * scopes cannot, or it could give away more than it has.
 */
export async function findSignedIn(rooms: Rooms, request: FastifyRequest, isWrite: boolean): Promise<SignedIn | undefined> {
  const identification = await identify(rooms, request, isWrite);
  if (identification.caller === undefined || identification.caller.kind !== 'user') return undefined;
  const { caller, from } = identification;
  if (caller.via === 'oauth' || caller.scopes !== undefined) return undefined;
  const found = caller.via === 'session' ? await rooms.identity.facts.findSessionWithUser(caller.credentialId) : undefined;
  // Which class a person reached by these methods is for the engine to say.
  const authentication = found && { authTime: found.session.createdAt, amr: found.session.amr, sessionId: found.session.sid };
  const unknown = { authTime: rooms.identity.clock(), amr: [], sessionId: undefined };
  return {
    user: caller.user,
    subject: { subject: caller.user.id, acr: undefined, ...(authentication ?? unknown) },
    from,
    browserSecret: findToken(request.headers)?.token ?? '',
  };
}
