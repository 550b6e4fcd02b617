import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What this front end knows of a browser. Yours is kept where all your nodes see it. */
export interface Session {
  /** Who signed in. */
  subject?: string;
  /** When, in seconds. */
  authTime?: number;
  /** The authorization request that waits for an answer. */
  ticket?: string;
  /** What it asks for, to be shown. */
  asked?: { readonly clientName: string; readonly scopes: readonly string[] };
}

const sessions = new Map<string, Session>();

/** The browser's session, a new one if it has none. Other sites' forms come without the cookie. */
export function sessionOf(request: FastifyRequest, reply: FastifyReply): Session {
  const known = sessions.get(request.cookies.session ?? '');
  if (known !== undefined) return known;
  const id = randomBytes(32).toString('base64url');
  const session: Session = {};
  sessions.set(id, session);
  reply.setCookie('session', id, { httpOnly: true, sameSite: 'lax', path: '/' });
  return session;
}
