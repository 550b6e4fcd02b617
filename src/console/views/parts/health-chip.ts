import { type Html, html } from '../../html.ts';
import { type IconName, icon } from '../../icons.ts';

/** How a connection is doing (DESIGN §5). */
export type Health = 'ok' | 'expiring' | 'degraded' | 'needs_reauth';

interface Look {
  readonly words: string;
  readonly tone: 'success' | 'info' | 'warning' | 'danger';
  readonly icon: IconName;
}

const looks: Readonly<Record<Health, Look>> = {
  ok: { words: 'Working', tone: 'success', icon: 'circle-check' },
  expiring: { words: 'Expiring', tone: 'info', icon: 'clock' },
  degraded: { words: 'Degraded', tone: 'warning', icon: 'alert-triangle' },
  needs_reauth: { words: 'Needs you', tone: 'danger', icon: 'alert-triangle' },
};

/** The health as a word with an icon: colour alone says nothing (WCAG 2.2 §1.4.1). */
export const renderHealthChip = (health: Health): Html => {
  const look = looks[health];
  return html`<span class="chip chip-${look.tone}">${icon(look.icon)}${look.words}</span>`;
};
