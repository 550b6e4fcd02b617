import { signIn } from '../../identity/sessions/sign-in.ts';
import { localPath } from '../local-path.ts';
import { definePage, type Page, type PageAnswer, type SessionCookieChange, type Visit } from '../page.ts';
import { formTargetOf, type PageHeadersOptions } from '../page-headers.ts';
import { renderMessagePage } from '../views/message.ts';
import { renderSignInPage } from '../views/sign-in.ts';

/**
 * Where signing in may lead through redirects: the application whose authorization request waits. Browsers hold the page's policy
 * against each step.
 */
function headersFor(redirect: string): PageHeadersOptions {
  const redirectUri = new URLSearchParams(redirect.slice(redirect.indexOf('?') + 1)).get('redirect_uri');
  const target = redirectUri === null ? undefined : formTargetOf(redirectUri);
  return { mayBePopup: true, ...(target !== undefined && { formTargets: [target] }) };
}

/** Moves on after signing in. Linking an account leads to hosts this page cannot name, so that way takes a page in between. */
const moveOn = (redirect: string, begun: { readonly session?: SessionCookieChange } = {}): PageAnswer =>
  redirect.startsWith('/external-auth/')
    ? {
        answer: 'show',
        headers: { mayBePopup: true },
        page: renderMessagePage({
          title: 'Signed in',
          text: 'You are on your way.',
          link: { path: redirect, label: 'Continue' },
          continues: true,
        }),
        ...begun,
      }
    : { answer: 'go', to: redirect, ...begun };

const show = (visit: Visit): PageAnswer => {
  const redirect = localPath(visit.query.get('redirect'), '/');
  const mustSignIn = visit.query.get('again') !== null; // an application asked for it: whoever sits here now proves who it is
  if (visit.user !== undefined && !mustSignIn) return moveOn(redirect);
  const login = visit.query.get('login_hint') ?? ''; // what an application thinks the person is called
  const page = renderSignInPage({ csrfToken: visit.csrfToken, redirect, login, signedInAs: visit.user?.name || visit.user?.username });
  return { answer: 'show', headers: headersFor(redirect), page };
};

async function submit({ context, origin, form, csrfToken, sessionToken }: Visit): Promise<PageAnswer> {
  const redirect = localPath(form.get('redirect'), '/');
  const login = form.get('login') ?? '';
  const signedIn = await signIn(context.identity, { ...origin, login, password: form.get('password') ?? '', previousToken: sessionToken });
  if (signedIn.action === 'signed_in') return moveOn(redirect, { session: signedIn.token });
  const notice = { tone: 'danger', text: signedIn.message } as const;
  return {
    answer: 'show',
    status: signedIn.reason === 'rate_limited' ? 429 : 403,
    headers: headersFor(redirect),
    page: renderSignInPage({ csrfToken, redirect, login, notice }),
  };
}

/** `/login`: signs people in and leads them on. */
export const signInPage: Page = definePage({
  access: 'anyone',
  routes: [
    { method: 'GET', path: '/login', run: show },
    { method: 'POST', path: '/login', run: submit },
  ],
});
