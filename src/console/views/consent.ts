import { claimsByScope, openIdScope } from '../../engine/oidc/openid-scopes.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { isShownIcon } from '../provider-icons.ts';
import { renderCardLayout } from './card-layout.ts';
import { type ConsentDetail, renderDetail } from './parts/authorization-detail.ts';
import { csrfField } from './parts/csrf-field.ts';
import { describeRedirect, type RedirectTarget } from './parts/redirect-target.ts';

/** A scope that was asked for, in the service's words. */
export interface ConsentScope {
  readonly name: string;
  readonly description: string;
}

/** The page that asks a person whether an application may act for them. */
export interface ConsentPageProps {
  /** The authorization request's own path and query: the answer is posted to it. */
  readonly action: string;
  readonly csrfToken: string;
  readonly client: {
    readonly name: string;
    readonly clientId: string;
    /** URL of its logo; empty for none. */
    readonly icon: string;
    /** Whether it registered itself, so that nobody here checked what it says of itself. */
    readonly isSelfRegistered: boolean;
  };
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

/** The scope that includes every other. */
const isFullAccess = ({ name }: ConsentScope): boolean => name === 'all';

const describeGroup = (name: string): string => {
  if (name === openIdScope || Object.hasOwn(claimsByScope, name)) return 'About you';
  const words = (name.includes(':') ? name.slice(0, name.indexOf(':')) : 'general').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const renderScopes = (scopes: readonly ConsentScope[], clientName: string): Content => {
  if (scopes.length === 0) return html`<p id="scope-list">${clientName} only learns who you are.</p>`;
  if (scopes.some(isFullAccess)) {
    return html`<div id="scope-list" class="alert alert-warning">${icon('alert-triangle')}
<div><strong>Full access</strong><br>${scopes.find(isFullAccess)?.description}. That includes getting tokens of every account you linked.</div></div>`;
  }
  return html`<div id="scope-list">${[...Map.groupBy(scopes, ({ name }) => describeGroup(name))].map(
    ([group, members]) => html`<h3 class="scope-group">${group}</h3>
<ul class="scopes">${members.map(({ name, description }) => html`<li>${icon('check')}<div>${description}<code>${name}</code></div></li>`)}</ul>`,
  )}</div>`;
};

const renderClaims = (claims: readonly string[]): Html => html`<ul id="claim-list" class="scopes">
<li>${icon('check')}<div>Learn of you: ${claims.map((name) => name.replaceAll('_', ' ')).join(', ')}</div></li>
</ul>`;

const renderClient = (client: ConsentPageProps['client']): Html => html`<div class="consent-client">
${!isShownIcon(client.icon) ? html`<span class="avatar avatar-lg">${icon('apps')}</span>` : html`<img class="avatar avatar-lg" src="${client.icon}" alt="" referrerpolicy="no-referrer">`}
<h1 class="card-heading">Let <strong>${client.name}</strong> act for you?</h1>
<p class="detail">Client id <code>${client.clientId}</code></p>
${client.isSelfRegistered && html`<p class="detail">${icon('info-circle')}It registered itself: nobody here checked its name or icon.</p>`}
</div>`;

const renderUser = ({ user, csrfToken, action }: ConsentPageProps): Html => html`<div class="consent-viewer">
<div>Signed in as <strong>${user.name}</strong><br><span class="detail">${user.email}</span></div>
<form method="post" action="/logout">${csrfField(csrfToken)}<input type="hidden" name="redirect" value="${action}"><button class="btn btn-link">Not you?</button></form>
</div>`;

/** “Deny” as a link where that is enough, and otherwise as the form's other button. */
const renderDeny = (cancelUrl: string | undefined, { isSafeLink }: RedirectTarget): Html =>
  cancelUrl === undefined
    ? html`<button id="cancel-link" class="btn btn-outline-secondary" name="decision" value="deny">Deny</button>`
    : html`<a id="cancel-link" class="btn btn-outline-secondary" href="${isSafeLink ? cancelUrl : '/'}">Deny</a>`;

/** Asks for consent in plain words. It is one form; without a script it works as well. */
export function renderConsentPage(props: ConsentPageProps): Html {
  const { client, scopes, claims, details, resources, redirectUri } = props;
  const target = describeRedirect(redirectUri);
  return renderCardLayout({
    title: `Authorise ${client.name}`,
    wide: true,
    content: html`${renderClient(client)}
${renderUser(props)}
<h2>${client.name} may then</h2>
${(scopes.length > 0 || details.length === 0) && renderScopes(scopes, client.name)}
${claims.length > 0 && renderClaims(claims)}
${details.map(renderDetail)}
<p id="scope-disclaimer" class="detail">It keeps this access until you withdraw it under “Authorised apps”. It never learns your password.</p>
<dl class="facts">
${resources.length > 0 && html`<dt>For use at</dt><dd>${resources.map((resource) => html`<div>${resource}</div>`)}</dd>`}
<dt>You return to</dt><dd>${target.words}${target.isOnThisComputer && html`<div class="detail">${icon('device-desktop')}A program on this computer. Allow only if you just started it yourself.</div>`}</dd>
</dl>
<form id="allow-form" method="post" action="${props.action}" class="consent-buttons">
${csrfField(props.csrfToken)}
${renderDeny(props.cancelUrl, target)}
<button class="btn btn-primary">Allow</button>
</form>`,
  });
}
