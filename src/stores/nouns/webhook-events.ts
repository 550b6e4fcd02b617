import type { WebhookEvent } from '../../broker/model/webhook.ts';
import type { WebhookChange } from '../../broker/webhooks/changes.ts';
import type { ColumnType, Noun, Read, Row, Value, Writes } from '../noun.ts';

type EventChange = Extract<WebhookChange, { change: 'announce' | 'amend_announcement' | 'route_event' | 'insert_test_event' }>;

const table = 'webhook_events';

const columns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  type: 'text',
  at: 'integer',
  payload: 'text',
  due_at: 'integer',
  routed_at: 'integer',
};

const bindEvent = ({ event }: { readonly event: WebhookEvent }): Readonly<Record<string, Value>> => ({
  id: event.id,
  type: event.type,
  at: event.at,
  payload: event.payload,
  due_at: event.dueAt,
  routed_at: event.routedAt,
});

const writes: Writes<EventChange> = {
  // While nobody listens, what happens is not news to anybody.
  announce: {
    kind: 'insert',
    table,
    parameters: columns,
    key: ['id'],
    where: 'exists (select 1 from webhook_endpoints where disabled_at is null)',
    expects: 'any',
    bind: bindEvent,
  },
  amend_announcement: {
    kind: 'update',
    table,
    parameters: { id: 'text', payload: 'text', due_at: 'integer' },
    key: ['id'],
    set: 'payload = :payload, due_at = :due_at',
    where: 'id = :id and routed_at is null',
    expects: 'any',
    bind: ({ eventId, payload, dueAt }) => ({ id: eventId, payload, due_at: dueAt }),
  },
  route_event: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'routed_at = :at',
    where: 'id = :id and routed_at is null',
    expects: 'one',
    bind: ({ eventId, at }) => ({ id: eventId, at }),
  },
  insert_test_event: { kind: 'insert', table, parameters: columns, key: ['id'], expects: 'one', bind: bindEvent },
};

/** Webhook events: kept for 30 days, so that they can be replayed. */
export const webhookEvents: Noun = {
  name: 'webhook events',
  writes,
  sealed: [],
  sweep: { table, key: 'id', where: 'at < :before - 2592000' },
};

/** Events whose deliveries are to be made, the first to be due first. */
export const listEventsToRoute: Read<{ now: number; limit: number }, WebhookEvent> = {
  parameters: { now: 'integer', limit: 'integer' },
  sql: `select id, type, at, payload, due_at, routed_at from ${table}
        where routed_at is null and due_at <= :now order by due_at limit :limit`,
  columns,
  answer: 'many',
  record: (row: Row): WebhookEvent => ({
    id: row.id,
    type: row.type,
    at: row.at,
    payload: row.payload,
    dueAt: row.due_at,
    routedAt: row.routed_at,
  }),
};
