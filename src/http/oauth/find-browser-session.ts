import type { FastifyRequest } from 'fastify';
import type { User } from '../../identity/model/user.ts';
import type { Rooms } from '../context.ts';
import { identify } from '../identify.ts';
import { findToken } from '../tokens.ts';

/** The session of the browser that asks. */
export interface BrowserSession {
  readonly user: User;
  readonly sessionId: string;
  /** What applications know it by; undefined for sessions from before there was one. */
  readonly sid: string | undefined;
  /** What CSRF tokens are derived from: only the browser knows it. */
  readonly browserSecret: string;
}

/** The session that a request's cookie proves; undefined if it proves none, or the session is over. */
export async function findBrowserSession(rooms: Rooms, request: FastifyRequest): Promise<BrowserSession | undefined> {
  const { caller } = await identify(rooms, request, false);
  if (caller?.kind !== 'user' || caller.via !== 'session') return undefined;
  const found = await rooms.identity.facts.findSessionWithUser(caller.credentialId);
  return (
    found && {
      user: caller.user,
      sessionId: caller.credentialId,
      sid: found.session.sid,
      browserSecret: findToken(request.headers)?.token ?? '',
    }
  );
}
