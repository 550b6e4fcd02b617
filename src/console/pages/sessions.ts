import { endSession, listLiveSessions } from '../../identity/sessions/end-session.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { renderSessionsPage } from '../views/sessions.ts';

async function show({ context, user, sessionId, frame }: MemberVisit): Promise<PageAnswer> {
  const sessions = await listLiveSessions(context.identity, user.id);
  const rows = sessions.map((session) => ({ ...session, isCurrent: session.id === sessionId }));
  return { answer: 'show', page: renderSessionsPage({ frame, now: context.identity.clock(), sessions: rows }) };
}

async function end({ context, user, origin, params }: MemberVisit): Promise<PageAnswer> {
  const ended = await endSession(context.identity, { userId: user.id, sessionId: params.id ?? '', own: false }, origin);
  return ended.action === 'refuse' ? notFound : { answer: 'go', to: withNotice('/sessions', 'session_ended') };
}

/** `/sessions`: where the person is signed in. */
export const sessionsPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/sessions', run: show },
    { method: 'POST', path: '/sessions/:id/end', run: end },
  ],
});
