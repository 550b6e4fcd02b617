import type { EpochSeconds } from '../../protocol/units.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { renderSelect } from './parts/choices.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderField } from './parts/field.ts';
import { renderTime } from './parts/time.ts';
import { renderShellLayout } from './shell-layout.ts';

/** An event of the trail, as the list shows it. */
export interface AuditRow {
  readonly sequence: number;
  readonly at: EpochSeconds;
  readonly event: string;
  readonly actor: string;
  readonly target: string | undefined;
  readonly address: string | undefined;
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
}

/** Which events are shown; empty is every one. */
export interface AuditFilterValues {
  readonly event: string;
  readonly actor: string;
  readonly target: string;
}

/** The page of the audit log. */
export interface AuditPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly events: readonly AuditRow[];
  readonly eventNames: readonly string[];
  readonly filter: AuditFilterValues;
  /** Where the shown events are had as JSON lines. */
  readonly exportPath: string;
  /** Where older events are. */
  readonly olderPath: string | undefined;
}

const describeValue = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

const renderFact = (label: string, value: string | undefined): Content =>
  value !== undefined && value !== '' && html` · ${label} <code>${value}</code>`;

const renderRow = (row: AuditRow, now: EpochSeconds): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3><code>${row.event}</code></h3>
<p class="detail">by <code>${row.actor}</code>${renderFact('to', row.target)}${renderFact('from', row.address)}${renderFact('request', row.requestId)}</p>
${
  row.details !== undefined &&
  html`<p class="scope-line">${Object.entries(row.details).map(([name, value]) => html`<code>${name}=${describeValue(value)}</code> `)}</p>`
}</div>
<p class="detail">#${row.sequence} · ${renderTime(now, row.at)}</p>
</li>`;

const renderFilter = ({
  frame,
  eventNames,
  filter,
}: AuditPageProps): Html => html`<section class="card" aria-labelledby="filter"><div class="card-body">
<h2 class="card-title" id="filter">Filter</h2>
<form method="post" action="/audit" class="filter">
${csrfField(frame.csrfToken)}
${renderSelect({
  name: 'event',
  legend: 'Event',
  choices: [
    { value: '', label: 'Every event', isChosen: filter.event === '' },
    ...eventNames.map((name) => ({ value: name, label: name, isChosen: filter.event === name })),
  ],
})}
${renderField({ name: 'actor', label: 'Who', value: filter.actor, hint: 'Such as user:<id>, agent:<id> or system.', required: false, maxLength: 200, autocomplete: 'off' })}
${renderField({ name: 'target', label: 'To what', value: filter.target, hint: 'Such as connection:<id>.', required: false, maxLength: 200, autocomplete: 'off' })}
<button class="btn btn-primary">${icon('filter')}Filter</button>
</form>
</div></section>`;

/** Shows the audit trail, newest first. */
export const renderAuditPage = (props: AuditPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'Audit log',
    lead: 'What happened here, who did it and from where. Each event is chained to the one before by its hash: grantry audit verify checks them.',
    current: 'audit',
    content: html`<div class="cards">
${renderFilter(props)}
<p><a class="btn btn-outline-secondary" href="${props.exportPath}" download>${icon('download')}Export as JSON lines</a></p>
${
  props.events.length === 0
    ? renderEmpty('history', 'Nothing of the kind has happened.')
    : html`<section aria-labelledby="events"><h2 class="visually-hidden" id="events">Events</h2><ul class="card list-group">${props.events.map((row) => renderRow(row, props.now))}</ul></section>`
}
${props.olderPath !== undefined && html`<p><a class="btn btn-outline-secondary" href="${props.olderPath}">${icon('arrow-right')}Older</a></p>`}
</div>`,
  });
