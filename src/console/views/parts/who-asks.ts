import { type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';
import { isShownIcon } from '../../provider-icons.ts';
import { csrfField } from './csrf-field.ts';

/** The application that asks. */
export interface AskingClient {
  readonly name: string;
  readonly clientId: string;
  /** URL of its logo; empty for none. */
  readonly icon: string;
  /** Whether it registered itself, so that nobody here checked what it says of itself. */
  readonly isSelfRegistered: boolean;
  /** The host at which it says what it is; undefined if it said so here. */
  readonly host?: string | undefined;
}

/** The person who is asked, and how to be another. */
export interface AskedPerson {
  readonly user: { readonly name: string; readonly email: string };
  readonly csrfToken: string;
  /** Where another person is to come back to. */
  readonly returnTo: string;
}

/** Whose word name and icon are: of a client that nobody here made, the host is all that is certain. */
const renderOrigin = ({ host }: AskingClient): Html =>
  host === undefined
    ? html`<p class="detail">${icon('info-circle')}It registered itself: nobody here checked its name or icon.</p>`
    : html`<p id="client-host" class="detail">${icon('info-circle')}Published by <strong>${host}</strong>: nobody here checked its name or icon.</p>`;

/** The head of a page that asks for consent. */
export const renderAskingClient = (client: AskingClient): Html => html`<div class="consent-client">
${!isShownIcon(client.icon) ? html`<span class="avatar avatar-lg">${icon('apps')}</span>` : html`<img class="avatar avatar-lg" src="${client.icon}" alt="" referrerpolicy="no-referrer">`}
<h1 class="card-heading">Let <strong>${client.name}</strong> act for you?</h1>
<p class="detail">Client id <code>${client.clientId}</code></p>
${client.isSelfRegistered && renderOrigin(client)}
</div>`;

/** Says who is signed in, with a way to sign in as somebody else. */
export const renderAskedPerson = ({ user, csrfToken, returnTo }: AskedPerson): Html => html`<div class="consent-viewer">
<div>Signed in as <strong>${user.name}</strong><br><span class="detail">${user.email}</span></div>
<form method="post" action="/logout">${csrfField(csrfToken)}<input type="hidden" name="redirect" value="${returnTo}"><button class="btn btn-link">Not you?</button></form>
</div>`;
