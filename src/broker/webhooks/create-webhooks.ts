import { sendToPublic } from '../outbound/send-to-public.ts';
import type { Webhooks } from './ports.ts';

/** What a deployment decides about its webhooks. */
export interface WebhookOptions extends Pick<Webhooks, 'facts' | 'commit' | 'clock' | 'mint'> {
  /** @default false */
  readonly allowPrivate?: boolean;
  /** @default nobody is told */
  readonly report?: Webhooks['report'];
  /** @default HTTPS, to public addresses unless others are allowed */
  readonly send?: Webhooks['send'];
}

/** Makes the webhooks of a deployment. */
export const createWebhooks = ({ allowPrivate = false, report, send, ...ports }: WebhookOptions): Webhooks => ({
  ...ports,
  allowPrivate,
  send: send ?? sendToPublic(allowPrivate),
  chance: Math.random,
  report: report ?? (() => {}),
});
