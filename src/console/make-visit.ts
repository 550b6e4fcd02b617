import type { FastifyRequest } from 'fastify';
import { csrfTokenFor } from '../identity/sessions/csrf.ts';
import type { ConsoleContext } from './context.ts';
import { readNotice } from './notices.ts';
import type { MemberVisit, Visit } from './page.ts';
import type { Visitor } from './visitor.ts';

/** What an open page is told of a request. */
export function makeVisit(context: ConsoleContext, request: FastifyRequest, visitor: Visitor): Visit {
  return {
    context,
    origin: { address: request.ip, userAgent: request.headers['user-agent'] ?? '', requestId: request.id },
    params: request.params as Readonly<Record<string, string>>, // the router's parameters are always text
    query: new URL(request.url, 'http://localhost').searchParams,
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
    csrfToken: csrfTokenFor(visitor.browserSecret, context.identity.sha256),
    sessionToken: visitor.sessionToken,
    user: visitor.signedIn?.user,
  };
}

/** What a page for people who are signed in is told besides. */
export function makeMemberVisit(visit: Visit, { user, sessionId }: NonNullable<Visitor['signedIn']>): MemberVisit {
  const notice = readNotice(visit.query);
  const viewer = { name: user.name, email: user.email, isAdmin: user.role !== 'member' };
  return { ...visit, user, sessionId, frame: { viewer, csrfToken: visit.csrfToken, ...(notice !== undefined && { notice }) } };
}
