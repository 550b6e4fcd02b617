import { type Html, html } from '../../html.ts';

/** The hidden field every form carries. */
export const csrfField = (csrfToken: string): Html => html`<input type="hidden" name="csrf_token" value="${csrfToken}">`;
