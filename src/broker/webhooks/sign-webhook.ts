import { createHmac } from 'node:crypto';
import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { WebhookEndpoint } from '../model/webhook.ts';

/** What says that a secret is one for webhooks. */
const secretPrefix = 'whsec_';

/** Writes a secret's bytes as receivers are given them. @see Standard Webhooks, Signature scheme */
export const formatWebhookSecret = (bytes: Buffer): string => secretPrefix + bytes.toString('base64');

const signature = (secret: Secret, content: string): string => {
  const key = Buffer.from(secret.reveal().slice(secretPrefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
};

/** A message as it is about to be sent. */
export interface Signable {
  readonly id: string;
  /** The time of this attempt, not of the event. */
  readonly timestamp: EpochSeconds;
  readonly body: string;
}

/**
 * The three headers that let a receiver check a message: HMAC-SHA256 over id, timestamp and body, once with each secret that is good now.
 *
 * @see Standard Webhooks, Webhook headers
 */
export function signWebhook(
  { secret, previousSecret }: Pick<WebhookEndpoint, 'secret' | 'previousSecret'>,
  { id, timestamp, body }: Signable,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const secrets = [secret, ...(previousSecret !== undefined && previousSecret.until > timestamp ? [previousSecret.secret] : [])];
  const content = `${id}.${timestamp}.${body}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((each) => signature(each, content)).join(' '),
  };
}
