import { type Html, html } from '../html.ts';
import { renderCardLayout } from './card-layout.ts';
import type { Notice } from './frame.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderField } from './parts/field.ts';
import { renderNotice } from './parts/notice.ts';

/** The page behind the one-time link that the first start prints. */
export interface SetupPageProps {
  readonly csrfToken: string;
  /** The link's own credential, which the form sends along. */
  readonly setupToken: string;
  readonly email?: string;
  readonly notice?: Notice;
}

/** Makes the first person, who owns the deployment. */
export const renderSetupPage = ({ csrfToken, setupToken, email = '', notice }: SetupPageProps): Html =>
  renderCardLayout({
    title: 'Set up',
    content: html`<h1 class="card-heading">Welcome to Grantry</h1>
<p>Nobody has an account here yet. Yours is the first: it owns this deployment.</p>
${renderNotice(notice)}
<form method="post" action="/setup">
${csrfField(csrfToken)}
<input type="hidden" name="token" value="${setupToken}">
${renderField({ name: 'email', label: 'Email', type: 'email', value: email, autocomplete: 'username', autofocus: true })}
${renderField({
  name: 'password',
  label: 'Password',
  type: 'password',
  autocomplete: 'new-password',
  hint: 'A sentence that only you would say is better than a word with symbols.',
})}
<button class="btn btn-primary w-100">Create the owner</button>
</form>`,
  });
