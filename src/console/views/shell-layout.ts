import { type Content, type Html, html } from '../html.ts';
import { type IconName, icon } from '../icons.ts';
import { renderDocument } from './document.ts';
import type { Frame, MenuItem, Viewer } from './frame.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderNotice } from './parts/notice.ts';

/** A page of a signed-in person: menu, heading, content. */
export interface ShellLayoutProps {
  readonly frame: Frame;
  readonly title: string;
  /** One sentence under the heading. */
  readonly lead?: string;
  readonly current: MenuItem;
  readonly content: Content;
}

interface MenuEntry {
  readonly item: MenuItem;
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
}

const personalMenu: readonly MenuEntry[] = [
  { item: 'home', path: '/', label: 'Overview', icon: 'home' },
  { item: 'connections', path: '/connections', label: 'Connections', icon: 'plug-connected' },
  { item: 'authorised-apps', path: '/authorised-apps', label: 'Authorised apps', icon: 'shield-check' },
  { item: 'agents', path: '/agents', label: 'Agents', icon: 'robot' },
  { item: 'api-tokens', path: '/api-tokens', label: 'API tokens', icon: 'key' },
  { item: 'sessions', path: '/sessions', label: 'Sessions', icon: 'device-desktop' },
];
const adminMenu: readonly MenuEntry[] = [
  { item: 'applications', path: '/applications', label: 'Applications', icon: 'apps' },
  { item: 'providers', path: '/providers', label: 'Providers', icon: 'cloud' },
  { item: 'webhooks', path: '/webhooks', label: 'Webhooks', icon: 'webhook' },
  { item: 'audit', path: '/audit', label: 'Audit log', icon: 'history' },
];

const renderEntries = (entries: readonly MenuEntry[], current: MenuItem): Html => html`<ul class="menu-list">
${entries.map(
  (entry) =>
    html`<li><a class="menu-link" href="${entry.path}"${entry.item === current && html` aria-current="page"`}>${icon(entry.icon)}${entry.label}</a></li>`,
)}
</ul>`;

const renderAccount = (viewer: Viewer, csrfToken: string): Html => html`<div class="menu-account">
<div class="menu-person"><strong>${viewer.name}</strong><span>${viewer.email}</span></div>
<form method="post" action="/logout">${csrfField(csrfToken)}<button class="btn btn-outline-secondary w-100">${icon('logout')}Sign out</button></form>
</div>`;

/** Lays a page out beside the menu. On a phone the menu is a popover, which needs no script. */
export const renderShellLayout = ({ frame, title, lead, current, content }: ShellLayoutProps): Html =>
  renderDocument({
    title,
    body: html`<div class="shell">
<header class="shell-bar">
<a class="brand" href="/"><img src="/assets/grantry.svg" width="28" height="28" alt="">Grantry</a>
<button type="button" class="btn btn-icon shell-menu-button" popovertarget="menu" aria-label="Menu">${icon('menu-2')}</button>
</header>
<nav id="menu" class="shell-menu" popover aria-label="Main">
${renderEntries(personalMenu, current)}
${frame.viewer.isAdmin && html`<h2 class="menu-heading">Administration</h2>${renderEntries(adminMenu, current)}`}
${renderAccount(frame.viewer, frame.csrfToken)}
</nav>
<main id="content" tabindex="-1" class="shell-main">
<h1>${title}</h1>
${lead !== undefined && html`<p class="lead-text">${lead}</p>`}
${renderNotice(frame.notice)}
${content}
</main>
</div>`,
  });
