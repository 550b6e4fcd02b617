import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import { csrfField } from './parts/csrf-field.ts';

/** The page that asks a person whether they want to log out, because an application wants it. */
export interface AskLogoutPageProps {
  /** Where the answer is posted to. */
  readonly action: string;
  /** The application's request, which is sent again with the answer. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly csrfToken: string;
  /** undefined if it did not say which one it is. */
  readonly clientName: string | undefined;
  readonly user: { readonly name: string; readonly email: string };
}

/** Asks whether the session shall end. Whoever does not want it just leaves. */
export const renderAskLogoutPage = ({ action, fields, csrfToken, clientName, user }: AskLogoutPageProps): Html =>
  renderCardLayout({
    title: 'Sign out',
    content: html`<h1 class="card-heading">Sign out of Grantry?</h1>
<p>${clientName === undefined ? 'An application' : html`<strong>${clientName}</strong>`} asks for it. You are then signed out here, and the applications that you signed in to from this session are told, if they want to know.</p>
<dl class="facts"><dt>Signed in as</dt><dd>${user.name}<div class="detail">${user.email}</div></dd></dl>
<form method="post" action="${action}" class="consent-buttons">
${csrfField(csrfToken)}${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<a class="btn btn-outline-secondary" href="/">Stay signed in</a>
<button class="btn btn-primary">Sign out</button>
</form>`,
  });

/** Says that the session has ended. */
export const renderLoggedOutPage = (): Html =>
  renderCardLayout({
    title: 'Signed out',
    content: html`<h1 class="card-heading">You are signed out</h1>
<p>The applications that you signed in to from this session are told, if they want to know. On a computer that others use, close the browser as well.</p>
<a class="btn btn-primary w-100" href="/login">Sign in</a>`,
  });

/** A logout request that must not be followed. */
export interface LogoutErrorPageProps {
  readonly description: string;
  readonly requestId: string;
}

/** Tells the person that the application's request is faulty. Nothing has ended, and there is no link back: its address is unproven. */
export const renderLogoutErrorPage = ({ description, requestId }: LogoutErrorPageProps): Html =>
  renderCardLayout({
    title: 'Not signed out',
    content: html`<h1 class="card-heading">${icon('alert-triangle')}You were not signed out</h1>
<p>${description}</p>
<p>The application that sent you here made a mistake. To sign out, open <a href="/">Grantry</a> and choose “Sign out”.</p>
<p class="detail">Request ${requestId}</p>`,
  });
