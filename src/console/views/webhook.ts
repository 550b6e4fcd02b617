import type { EpochSeconds } from '../../protocol/units.ts';
import { type Content, type Html, html } from '../html.ts';
import type { Frame } from './frame.ts';
import { renderActionButton } from './parts/action-button.ts';
import { renderConfirm } from './parts/confirm.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderShownOnce } from './parts/shown-once.ts';
import { renderTime } from './parts/time.ts';
import { renderWebhookChip, type WebhookStanding } from './parts/webhook-chip.ts';
import { type DeliveryRow, renderDeliveries } from './parts/webhook-deliveries.ts';
import { type EventChoice, renderWebhookFields, type WebhookFormErrors, type WebhookFormValues } from './parts/webhook-fields.ts';
import { renderShellLayout } from './shell-layout.ts';

/** The page of one webhook. */
export interface WebhookPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly id: string;
  readonly url: string;
  readonly standing: WebhookStanding;
  /** Why it stands as it does, if there is more to say. */
  readonly cause: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly previousSecretUntil: EpochSeconds | undefined;
  readonly values: WebhookFormValues;
  readonly errors: WebhookFormErrors;
  readonly events: readonly EventChoice[];
  readonly deliveries: readonly DeliveryRow[];
  /** Where older deliveries are. */
  readonly olderPath: string | undefined;
  /** The secret just made, in full. */
  readonly createdSecret?: string;
}

const renderStanding = (props: WebhookPageProps): Html => {
  const { id, frame, now, url, standing } = props;
  const button = (verb: string, label: string, name: Parameters<typeof renderActionButton>[0]['icon']): Html =>
    renderActionButton({ action: `/webhooks/${id}/${verb}`, csrfToken: frame.csrfToken, label, icon: name, subject: url });
  return html`<section class="card" aria-labelledby="standing"><div class="card-body">
<div class="account-head"><h2 class="card-title" id="standing">State</h2>${renderWebhookChip(standing)}</div>
${props.cause !== undefined && html`<p class="account-cause">${props.cause}</p>`}
<p class="detail">Made ${renderTime(now, props.createdAt)}${
    props.previousSecretUntil !== undefined && html` · the old secret signs too, and ends ${renderTime(now, props.previousSecretUntil)}`
  }</p>
<div class="actions">
${button('test', 'Send a test', 'send')}
${standing === 'disabled' ? button('enable', 'Enable', 'check') : button('disable', 'Disable', 'x')}
${renderConfirm({
  action: `/webhooks/${id}/rotate-secret`,
  csrfToken: frame.csrfToken,
  label: 'New secret',
  icon: 'key',
  subject: `of ${url}`,
  consequence: 'Messages are signed with the new secret and, for a day, with the old one too.',
  confirmLabel: 'Make it now',
})}
</div>
</div></section>`;
};

const renderSettings = ({
  id,
  frame,
  values,
  errors,
  events,
}: WebhookPageProps): Html => html`<section class="card" aria-labelledby="settings"><div class="card-body">
<h2 class="card-title" id="settings">Settings</h2>
<form method="post" action="/webhooks/${id}">
${csrfField(frame.csrfToken)}
${renderWebhookFields(values, errors, events)}
<button class="btn btn-primary">Save</button>
</form>
</div></section>`;

const renderSecret = ({ createdSecret }: WebhookPageProps): Content =>
  createdSecret !== undefined &&
  renderShownOnce({
    heading: 'Secret created',
    credential: createdSecret,
    hint: 'Give it to the receiver, which checks signatures with it.',
  });

/** Shows one webhook: how it stands, what it was told, and its settings. */
export const renderWebhookPage = (props: WebhookPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: props.url,
    current: 'webhooks',
    content: html`<div class="cards">
${renderSecret(props)}
${renderStanding(props)}
${renderDeliveries(props)}
${renderSettings(props)}
<section class="card" aria-labelledby="delete"><div class="card-body">
<h2 class="card-title" id="delete">Delete</h2>
${renderConfirm({
  action: `/webhooks/${props.id}/delete`,
  csrfToken: props.frame.csrfToken,
  label: 'Delete webhook',
  icon: 'trash',
  subject: props.url,
  consequence: 'It is told of nothing more, not even of what it was still to be told.',
  confirmLabel: 'Delete now',
})}
</div></section>
</div>`,
  });
