import { endSession } from '../../identity/sessions/end-session.ts';
import { localPath } from '../local-path.ts';
import { definePage, type MemberVisit, type Page, type PageAnswer } from '../page.ts';

async function signOut({ context, user, sessionId, origin, form }: MemberVisit): Promise<PageAnswer> {
  await endSession(context.identity, { userId: user.id, sessionId, own: true }, origin);
  const redirect = localPath(form.get('redirect'), '');
  return { answer: 'go', to: redirect === '' ? '/login' : `/login?redirect=${encodeURIComponent(redirect)}`, session: 'ended' };
}

/** `/logout`: ends the session; a `redirect` is where the next person goes on to. */
export const signOutPage: Page = definePage({ access: 'member', routes: [{ method: 'POST', path: '/logout', run: signOut }] });
