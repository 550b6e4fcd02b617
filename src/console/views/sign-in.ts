import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import type { Notice } from './frame.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderField } from './parts/field.ts';
import { renderNotice } from './parts/notice.ts';

/** The sign-in page. */
export interface SignInPageProps {
  readonly csrfToken: string;
  /** Path and query to go on to. */
  readonly redirect: string;
  /** What was typed before, so that a wrong password does not cost it. */
  readonly login?: string;
  readonly notice?: Notice;
  /** The name of who is signed in, where an application wants that person, or another, to sign in for it. */
  readonly signedInAs?: string | undefined;
}

/** Asks for email or user name, and the password. */
export const renderSignInPage = ({ csrfToken, redirect, login = '', notice, signedInAs }: SignInPageProps): Html =>
  renderCardLayout({
    title: 'Sign in',
    content: html`<h1 class="card-heading">Sign in</h1>
${renderNotice(notice)}
${signedInAs !== undefined && html`<p class="detail">You are signed in as <strong>${signedInAs}</strong>. The application you come from wants you to sign in for it.</p>`}
<form method="post" action="/login">
${csrfField(csrfToken)}
<input type="hidden" name="redirect" value="${redirect}">
${renderField({ name: 'login', label: 'Email or user name', value: login, autocomplete: 'username', autofocus: login === '' })}
${renderField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', autofocus: login !== '' })}
<button class="btn btn-primary w-100">${icon('login')}Sign in</button>
</form>`,
  });
