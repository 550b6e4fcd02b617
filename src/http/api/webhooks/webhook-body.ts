import Type, { type TObject, type TUnion } from 'typebox';
import type { WebhookDelivery, WebhookEndpoint } from '../../../broker/model/webhook.ts';
import { deliveryStates } from '../../../broker/model/webhook.ts';
import { encodeTime } from '../times.ts';

const time = (description: string): ReturnType<typeof Type.String> => Type.String({ format: 'date-time', description });
const orNull = (schema: ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>): TUnion => Type.Union([schema, Type.Null()]);

/** An endpoint as the REST API shows it: all but its secrets. */
export const webhookBody: TObject = Type.Object(
  {
    id: Type.String(),
    url: Type.String(),
    description: Type.String(),
    event_types: Type.Array(Type.String(), { description: 'The events it is told of; empty is all.' }),
    enabled: Type.Boolean(),
    disabled_reason: orNull(Type.String({ description: '`operator`, `gone` (it answered 410) or `failing` (for five days).' })),
    failing_since: time('The first failure since the last success; the zero time if there is none.'),
    paused_until: time('Until when it asked to be left alone; the zero time if it did not.'),
    previous_secret_expires_at: time('Until when the secret before the last rotation signs too; the zero time if there is none.'),
    created_at: time('When it was made.'),
    updated_at: time('When its settings changed last.'),
  },
  { $id: 'Webhook' },
);

/** Encodes an endpoint. */
export const encodeWebhook = (endpoint: WebhookEndpoint): Readonly<Record<string, unknown>> => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  event_types: endpoint.eventTypes,
  enabled: endpoint.disabled === undefined,
  disabled_reason: endpoint.disabled?.reason ?? null,
  failing_since: encodeTime(endpoint.failingSince),
  paused_until: encodeTime(endpoint.pausedUntil),
  previous_secret_expires_at: encodeTime(endpoint.previousSecret?.until),
  created_at: encodeTime(endpoint.createdAt),
  updated_at: encodeTime(endpoint.updatedAt),
});

/** A delivery as the REST API shows it. */
export const deliveryBody: TObject = Type.Object(
  {
    id: Type.String(),
    webhook_id: Type.String({ description: 'The `webhook-id` header: the same in every attempt.' }),
    event_type: Type.String(),
    event_at: time('When it happened.'),
    payload: Type.Unknown({ description: 'The body that is sent.' }),
    state: Type.Enum([...deliveryStates]),
    attempts: Type.Integer({ description: 'Since it was made, or replayed.' }),
    next_attempt_at: time('The zero time if there will be none.'),
    last_attempt_at: time('The zero time if there was none.'),
    last_status: orNull(Type.Integer({ description: 'null if there was no answer.' })),
    last_response: Type.String({ description: 'The beginning of the answer, or why there was none.' }),
    last_duration_ms: orNull(Type.Integer()),
  },
  { $id: 'WebhookDelivery' },
);

/** Encodes a delivery. */
export const encodeDelivery = ({ event, lastAttempt, ...delivery }: WebhookDelivery): Readonly<Record<string, unknown>> => ({
  id: delivery.id,
  webhook_id: event.id,
  event_type: event.type,
  event_at: encodeTime(event.at),
  payload: JSON.parse(event.payload),
  state: delivery.state,
  attempts: delivery.attempts,
  next_attempt_at: encodeTime(delivery.nextAttemptAt),
  last_attempt_at: encodeTime(lastAttempt?.at),
  last_status: lastAttempt?.status ?? null,
  last_response: lastAttempt?.words ?? '',
  last_duration_ms: lastAttempt?.milliseconds ?? null,
});
