/** What happened, in words for people, by the event's `type`. Payloads of one type have the same members for ever. */
export const webhookEventTypes = {
  'connection.connected': 'A user linked an account, or linked it again.',
  'connection.refreshed': 'A connection that was degraded or needed its user works again.',
  'connection.degraded': 'A refresh failed in a way that may pass, or that the operator can mend.',
  'connection.needs_reauth': 'Only the user can mend the connection, by linking the account again.',
  'connection.revoked': 'A user unlinked an account; the payload says what the provider made of it.',
  'hand_out.denied': 'An agent asked for a token that its rules do not allow.',
  'endpoint.test': 'Somebody pressed “send a test”.',
} as const;

/** The `type` of an event. */
export type WebhookEventType = keyof typeof webhookEventTypes;

/** Whether a text is the type of an event. */
export const isWebhookEventType = (text: string): text is WebhookEventType => Object.hasOwn(webhookEventTypes, text);
