import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import type { Frame } from './frame.ts';
import { renderConfirm } from './parts/confirm.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderTime } from './parts/time.ts';
import { renderShellLayout } from './shell-layout.ts';

/** An application the person allowed something. */
export interface AuthorisedApp {
  readonly clientNumber: number;
  readonly name: string;
  readonly clientId: string;
  /** What all its grants allow together. */
  readonly scopes: readonly string[];
  /** Devices or sign-ins, each with tokens of its own. */
  readonly grantCount: number;
  readonly lastGrantedAt: EpochSeconds;
}

/** The page of authorised applications. */
export interface AuthorisedAppsPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly apps: readonly AuthorisedApp[];
}

const renderApp = (app: AuthorisedApp, { frame, now }: AuthorisedAppsPageProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h2>${app.name}</h2>
<p class="detail">Allowed ${renderTime(now, app.lastGrantedAt)} · ${app.grantCount === 1 ? '1 device' : `${app.grantCount} devices`} · client id <code>${app.clientId}</code></p>
<p class="scope-line">${app.scopes.map((scope) => html`<code>${scope}</code> `)}</p></div>
${renderConfirm({
  action: `/authorised-apps/${app.clientNumber}/revoke`,
  csrfToken: frame.csrfToken,
  label: 'Revoke',
  icon: 'trash',
  subject: app.name,
  consequence: `All tokens of ${app.name} stop working at once. It has to ask you again.`,
  confirmLabel: 'Revoke now',
})}
</li>`;

/** Lists what the person allowed to whom, with the way to take it back. */
export const renderAuthorisedAppsPage = (props: AuthorisedAppsPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'Authorised apps',
    lead: 'Applications you let act for you.',
    current: 'authorised-apps',
    content:
      props.apps.length === 0
        ? renderEmpty('shield-check', 'You have not authorised any application.')
        : html`<ul class="card list-group">${props.apps.map((app) => renderApp(app, props))}</ul>`,
  });
