import type { DeliveryAttempt, WebhookDelivery } from '../../broker/model/webhook.ts';
import type { ColumnType, Read, Row, Value } from '../noun.ts';

const columns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  endpoint_id: 'text',
  event_id: 'text',
  event_type: 'text',
  event_at: 'integer',
  payload: 'text',
  state: 'text',
  attempts: 'integer',
  next_attempt_at: 'integer',
  lease_until: 'integer',
  last_attempt_at: 'integer',
  last_status: 'integer',
  last_words: 'text',
  last_milliseconds: 'integer',
  created_at: 'integer',
};

const attemptOf = (row: Row): DeliveryAttempt | undefined =>
  row.last_attempt_at === undefined
    ? undefined
    : { at: row.last_attempt_at, status: row.last_status, words: row.last_words, milliseconds: row.last_milliseconds };

const record = (row: Row): WebhookDelivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  event: { id: row.event_id, type: row.event_type, at: row.event_at, payload: row.payload },
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  leaseUntil: row.lease_until,
  lastAttempt: attemptOf(row),
  createdAt: row.created_at,
});

const read = <Parameters extends Readonly<Record<string, Value>>>(
  answer: 'one' | 'many',
  parameters: Readonly<Record<keyof Parameters & string, ColumnType>>,
  rest: string,
): Read<Parameters, WebhookDelivery> => ({
  parameters,
  sql: `select d.id, d.endpoint_id, d.event_id, e.type as event_type, e.at as event_at, e.payload, d.state, d.attempts, d.next_attempt_at,
          d.lease_until, d.last_attempt_at, d.last_status, d.last_words, d.last_milliseconds, d.created_at
        from webhook_deliveries d join webhook_events e on e.id = d.event_id ${rest}`,
  columns,
  answer,
  record,
});

/** What is to be sent to an endpoint now, and nobody is sending. */
export const listDueDeliveries: Read<{ endpoint_id: string; now: number; limit: number }, WebhookDelivery> = read(
  'many',
  { endpoint_id: 'text', now: 'integer', limit: 'integer' },
  `where d.endpoint_id = :endpoint_id and d.state = 'pending' and d.next_attempt_at <= :now
     and (d.lease_until is null or d.lease_until <= :now)
   order by d.next_attempt_at, d.id limit :limit`,
);

/** One delivery by its id. */
export const findDelivery: Read<{ id: string }, WebhookDelivery> = read('one', { id: 'text' }, 'where d.id = :id');

/** A page of an endpoint's deliveries, newest first. An empty state is every state. */
export const listDeliveries: Read<{ endpoint_id: string; state: string; before: string; limit: number }, WebhookDelivery> = read(
  'many',
  { endpoint_id: 'text', state: 'text', before: 'text', limit: 'integer' },
  `where d.endpoint_id = :endpoint_id and (:state = '' or d.state = :state) and d.id < :before order by d.id desc limit :limit`,
);
