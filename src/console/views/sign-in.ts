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
}

/** Asks for email or user name, and the password. */
export const renderSignInPage = ({ csrfToken, redirect, login = '', notice }: SignInPageProps): Html =>
  renderCardLayout({
    title: 'Sign in',
    content: html`<h1 class="card-heading">Sign in</h1>
${renderNotice(notice)}
<form method="post" action="/login">
${csrfField(csrfToken)}
<input type="hidden" name="redirect" value="${redirect}">
${renderField({ name: 'login', label: 'Email or user name', value: login, autocomplete: 'username', autofocus: login === '' })}
${renderField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', autofocus: login !== '' })}
<button class="btn btn-primary w-100">${icon('login')}Sign in</button>
</form>`,
  });
