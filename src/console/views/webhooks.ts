import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderWebhookChip, type WebhookStanding } from './parts/webhook-chip.ts';
import { type EventChoice, renderWebhookFields, type WebhookFormErrors, type WebhookFormValues } from './parts/webhook-fields.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A webhook, as the list shows it. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Empty is all. */
  readonly eventTypes: readonly string[];
  readonly standing: WebhookStanding;
}

/** The page of webhooks. */
export interface WebhooksPageProps {
  readonly frame: Frame;
  readonly webhooks: readonly WebhookRow[];
  readonly events: readonly EventChoice[];
  readonly values: WebhookFormValues;
  readonly errors: WebhookFormErrors;
}

const renderRow = (webhook: WebhookRow): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3><a href="/webhooks/${webhook.id}">${webhook.url}</a></h3>
${webhook.description !== '' && html`<p class="detail">${webhook.description}</p>`}
<p class="scope-line">${webhook.eventTypes.length === 0 ? 'All events' : webhook.eventTypes.map((type) => html`<code>${type}</code> `)}</p></div>
${renderWebhookChip(webhook.standing)}
</li>`;

/** Lists webhooks, and makes new ones. */
export const renderWebhooksPage = ({ frame, webhooks, events, values, errors }: WebhooksPageProps): Html =>
  renderShellLayout({
    frame,
    title: 'Webhooks',
    lead: 'URLs that are told when connections are made, break, work again or end.',
    current: 'webhooks',
    content: html`<div class="cards">
${
  webhooks.length === 0
    ? renderEmpty('webhook', 'Nobody is told of anything.')
    : html`<section aria-labelledby="webhooks"><h2 class="visually-hidden" id="webhooks">Webhooks</h2><ul class="card list-group">${webhooks.map(renderRow)}</ul></section>`
}
<section class="card"><div class="card-body">
<h2 class="card-title">New webhook</h2>
<form method="post" action="/webhooks">
${csrfField(frame.csrfToken)}
${renderWebhookFields(values, errors, events)}
<button class="btn btn-primary">${icon('plus')}Create webhook</button>
</form>
</div></section>
</div>`,
  });
