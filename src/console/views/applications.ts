import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderShellLayout } from './shell-layout.ts';

/** An application, as the list shows it. */
export interface ApplicationRow {
  readonly number: number;
  readonly name: string;
  readonly clientId: string;
  readonly clientType: 'public' | 'confidential';
  readonly redirectUris: readonly string[];
}

/** The page of registered applications. */
export interface ApplicationsPageProps {
  readonly frame: Frame;
  readonly applications: readonly ApplicationRow[];
}

const renderRow = (application: ApplicationRow): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h2><a href="/applications/${application.number}">${application.name}</a></h2>
<p class="detail">Client id <code>${application.clientId}</code> · ${application.clientType}</p>
<p class="scope-line">${application.redirectUris.map((uri) => html`<code>${uri}</code> `)}</p></div>
</li>`;

const newButton = html`<a class="btn btn-primary" href="/applications/new">${icon('plus')}New application</a>`;

/** Lists the applications that may ask for tokens. */
export const renderApplicationsPage = ({ frame, applications }: ApplicationsPageProps): Html =>
  renderShellLayout({
    frame,
    title: 'Applications',
    lead: 'Applications that may ask your people for access.',
    current: 'applications',
    content:
      applications.length === 0
        ? renderEmpty('apps', 'No application is registered.', newButton)
        : html`<p>${newButton}</p><ul class="card list-group">${applications.map(renderRow)}</ul>`,
  });
