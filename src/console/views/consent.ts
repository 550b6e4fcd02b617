import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import type { ConsentDetail } from './parts/authorization-detail.ts';
import { csrfField } from './parts/csrf-field.ts';
import { describeRedirect, type RedirectTarget } from './parts/redirect-target.ts';
import { type ConsentScope, renderWhatIsAsked } from './parts/what-is-asked.ts';
import { type AskingClient, renderAskedPerson, renderAskingClient } from './parts/who-asks.ts';

/** The page that asks a person whether an application may act for them. */
export interface ConsentPageProps {
  /** The authorization request's own path and query: the answer is posted to it. */
  readonly action: string;
  readonly csrfToken: string;
  readonly client: AskingClient;
  readonly user: { readonly name: string; readonly email: string };
  /** Where the answer goes. */
  readonly redirectUri: string;
  readonly scopes: readonly ConsentScope[];
  /** Claims about the person that are asked for one by one, by their names in OpenID Connect Core §5.1. */
  readonly claims: readonly string[];
  /** RFC 9396: each thing it wants to be allowed, with the words for its type. */
  readonly details: readonly ConsentDetail[];
  /** RFC 8707: what the tokens are for; empty means this deployment. */
  readonly resources: readonly string[];
  /** The redirect URI with `error=access_denied`; undefined if a denial has to be posted. */
  readonly cancelUrl: string | undefined;
}

/** “Deny” as a link where that is enough, and otherwise as the form's other button. */
const renderDeny = (cancelUrl: string | undefined, { isSafeLink }: RedirectTarget): Html =>
  cancelUrl === undefined
    ? html`<button id="cancel-link" class="btn btn-outline-secondary" name="decision" value="deny">Deny</button>`
    : html`<a id="cancel-link" class="btn btn-outline-secondary" href="${isSafeLink ? cancelUrl : '/'}">Deny</a>`;

/** Asks for consent in plain words. It is one form; without a script it works as well. */
export function renderConsentPage(props: ConsentPageProps): Html {
  const { client, user, csrfToken, action, scopes, claims, details, resources, redirectUri } = props;
  const target = describeRedirect(redirectUri);
  return renderCardLayout({
    title: `Authorise ${client.name}`,
    wide: true,
    content: html`${renderAskingClient(client)}
${renderAskedPerson({ user, csrfToken, returnTo: action })}
${renderWhatIsAsked({ clientName: client.name, scopes, claims, details })}
<dl class="facts">
${resources.length > 0 && html`<dt>For use at</dt><dd>${resources.map((resource) => html`<div>${resource}</div>`)}</dd>`}
<dt>You return to</dt><dd>${target.words}${target.isOnThisComputer && html`<div class="detail">${icon('device-desktop')}A program on this computer. Allow only if you just started it yourself.${client.isSelfRegistered && ' Any program here can call itself by this name.'}</div>`}</dd>
</dl>
<form id="allow-form" method="post" action="${action}" class="consent-buttons">
${csrfField(csrfToken)}
${renderDeny(props.cancelUrl, target)}
<button class="btn btn-primary">Allow</button>
</form>`,
  });
}
