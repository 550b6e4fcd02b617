import { claimsByScope, openIdScope } from '../../../engine/oidc/openid-scopes.ts';
import { type Content, type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';
import { type ConsentDetail, renderDetail } from './authorization-detail.ts';

/** A scope that was asked for, in the service's words. */
export interface ConsentScope {
  readonly name: string;
  readonly description: string;
}

/** What an application wants to be allowed. */
export interface WhatIsAsked {
  readonly clientName: string;
  readonly scopes: readonly ConsentScope[];
  /** Claims about the person that are asked for one by one, by their names in OpenID Connect Core §5.1. */
  readonly claims: readonly string[];
  /** RFC 9396: each thing it wants to be allowed, with the words for its type. */
  readonly details: readonly ConsentDetail[];
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

/** Says in plain words what an application may do once it is allowed, and how long. */
export const renderWhatIsAsked = ({ clientName, scopes, claims, details }: WhatIsAsked): Html => html`<h2>${clientName} may then</h2>
${(scopes.length > 0 || details.length === 0) && renderScopes(scopes, clientName)}
${claims.length > 0 && renderClaims(claims)}
${details.map(renderDetail)}
<p id="scope-disclaimer" class="detail">It keeps this access until you withdraw it under “Authorised apps”. It never learns your password.</p>`;
