import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';

/** An authorization request that must not be sent back to where it claims to come from (RFC 6749 §4.1.2.1). */
export interface AuthorizationErrorPageProps {
  /** The error code of RFC 6749 §4.1.2.1. */
  readonly error: string;
  /** What is wrong, each in one sentence. */
  readonly descriptions: readonly string[];
  readonly requestId: string;
}

/** Tells the person that the application's request is faulty. There is no link back: its address is unproven. */
export const renderAuthorizationErrorPage = ({ error, descriptions, requestId }: AuthorizationErrorPageProps): Html =>
  renderCardLayout({
    title: 'Authorization stopped',
    content: html`<h1 class="card-heading">${icon('alert-triangle')}Authorization stopped</h1>
<p>The application that sent you here made a request that cannot be trusted. You were not sent back to it, and it got nothing.</p>
<ul>${descriptions.map((description) => html`<li>${description}</li>`)}</ul>
<p class="detail">For its developer: <code>${error}</code>, request ${requestId}</p>`,
  });
