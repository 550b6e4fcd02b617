import { type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';

/** How an endpoint stands. */
export type WebhookStanding = 'ok' | 'failing' | 'disabled';

const looks = {
  ok: { words: 'Working', tone: 'success', icon: 'circle-check' },
  failing: { words: 'Failing', tone: 'warning', icon: 'alert-triangle' },
  disabled: { words: 'Disabled', tone: 'danger', icon: 'x' },
  delivered: { words: 'Delivered', tone: 'success', icon: 'circle-check' },
  pending: { words: 'Pending', tone: 'info', icon: 'clock' },
  failed: { words: 'Given up', tone: 'danger', icon: 'alert-triangle' },
} as const;

/** An endpoint's or a delivery's state as a word with an icon: colour alone says nothing (WCAG 2.2 §1.4.1). */
export const renderWebhookChip = (state: keyof typeof looks): Html => {
  const look = looks[state];
  return html`<span class="chip chip-${look.tone}">${icon(look.icon)}${look.words}</span>`;
};
