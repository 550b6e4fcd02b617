import type { EpochSeconds } from '../../../protocol/units.ts';
import { type Content, type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';
import { renderActionButton } from './action-button.ts';
import { renderTime } from './time.ts';
import { renderWebhookChip } from './webhook-chip.ts';

/** One event on its way to the webhook. */
export interface DeliveryRow {
  readonly id: string;
  readonly type: string;
  readonly at: EpochSeconds;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly nextAttemptAt: EpochSeconds | undefined;
  readonly lastAttempt: { readonly at: EpochSeconds; readonly status: number | undefined; readonly words: string } | undefined;
  /** What is sent. */
  readonly payload: string;
}

/** What a webhook was told, and is to be told. */
export interface DeliveriesProps {
  readonly id: string;
  readonly frame: { readonly csrfToken: string };
  readonly now: EpochSeconds;
  readonly deliveries: readonly DeliveryRow[];
  readonly olderPath: string | undefined;
}

const describeAnswer = ({ lastAttempt }: DeliveryRow): Content => {
  if (lastAttempt === undefined) return 'no attempt yet';
  return lastAttempt.status === undefined ? 'no answer' : html`answered <strong>${lastAttempt.status}</strong>`;
};

const renderRow = (delivery: DeliveryRow, { id, frame, now }: DeliveriesProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3><code>${delivery.type}</code></h3>
<p class="detail">Happened ${renderTime(now, delivery.at)} · ${delivery.attempts === 1 ? '1 attempt' : `${delivery.attempts} attempts`} · ${describeAnswer(delivery)}${
  delivery.nextAttemptAt !== undefined && html` · next ${renderTime(now, delivery.nextAttemptAt)}`
}</p>
<details class="payload"><summary>Message${delivery.lastAttempt !== undefined && ' and answer'}<span class="visually-hidden"> of ${delivery.type}, ${delivery.id}</span></summary>
<pre tabindex="0">${delivery.payload}</pre>
${delivery.lastAttempt !== undefined && html`<pre tabindex="0">${delivery.lastAttempt.words === '' ? '(nothing was said)' : delivery.lastAttempt.words}</pre>`}
</details></div>
<div class="actions">${renderWebhookChip(delivery.state)}
${renderActionButton({
  action: `/webhooks/${id}/deliveries/${delivery.id}/replay`,
  csrfToken: frame.csrfToken,
  label: 'Replay',
  icon: 'repeat',
  subject: `${delivery.type}, ${delivery.id}`,
})}</div>
</li>`;

/** Lists deliveries with their answers, each with a button that sends it again. */
export const renderDeliveries = (props: DeliveriesProps): Html => html`<section class="card" aria-labelledby="deliveries">
<div class="card-header"><h2 class="card-title" id="deliveries">Deliveries</h2></div>
${
  props.deliveries.length === 0
    ? html`<div class="card-body detail">Nothing has been sent in the last 30 days.</div>`
    : html`<ul class="list-group list-group-flush">${props.deliveries.map((delivery) => renderRow(delivery, props))}</ul>`
}
${props.olderPath !== undefined && html`<div class="card-footer"><a href="${props.olderPath}">${icon('arrow-right')}Older</a></div>`}
</section>`;
