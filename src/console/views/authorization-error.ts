import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';

/** An authorization request that must not be sent back to where it claims to come from (RFC 6749 §4.1.2.1). */
export interface AuthorizationErrorPageProps {
  readonly title: string;
  /** What is wrong with the request. */
  readonly description: string;
  readonly requestId: string;
}

/** Tells the person that the application's request is faulty. There is no link back: its address is unproven. */
export const renderAuthorizationErrorPage = ({ title, description, requestId }: AuthorizationErrorPageProps): Html =>
  renderCardLayout({
    title,
    content: html`<h1 class="card-heading">${icon('alert-triangle')}${title}</h1>
<p>${description}</p>
<p>The application that sent you here got nothing, and you were not sent back to it: its request does not prove where it comes from.</p>
<p class="detail">Request ${requestId}</p>`,
  });
