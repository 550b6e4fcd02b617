import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import type { Frame } from './frame.ts';
import { renderActionButton } from './parts/action-button.ts';
import { renderTime } from './parts/time.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A signed-in browser or command line. */
export interface SessionRow {
  readonly id: string;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt: EpochSeconds;
  readonly isCurrent: boolean;
}

/** The page of sessions. */
export interface SessionsPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly sessions: readonly SessionRow[];
}

const renderRow = (session: SessionRow, { frame, now }: SessionsPageProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h2>${session.userAgent === '' ? 'Unnamed client' : session.userAgent}</h2>
<p class="detail">${session.address} · used ${renderTime(now, session.lastUsedAt)} · signed in ${renderTime(now, session.createdAt)}</p></div>
${
  session.isCurrent
    ? html`<span class="chip chip-success">This browser</span>`
    : renderActionButton({
        action: `/sessions/${session.id}/end`,
        csrfToken: frame.csrfToken,
        label: 'End',
        icon: 'x',
        subject: `the session of ${session.userAgent} at ${session.address}`,
      })
}
</li>`;

/** Lists where the person is signed in. */
export const renderSessionsPage = (props: SessionsPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'Sessions',
    lead: 'Browsers and command lines that are signed in as you. End those you do not recognise, and change your password.',
    current: 'sessions',
    content: html`<ul class="card list-group">${props.sessions.map((session) => renderRow(session, props))}</ul>`,
  });
