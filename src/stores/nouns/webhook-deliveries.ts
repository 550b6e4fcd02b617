import type { WebhookChange } from '../../broker/webhooks/changes.ts';
import type { Noun, Writes } from '../noun.ts';

type DeliveryChange = Extract<
  WebhookChange,
  { change: 'insert_delivery' | 'claim_delivery' | 'record_attempt' | 'replay_delivery' | 'delete_deliveries_of' }
>;

const table = 'webhook_deliveries';

const writes: Writes<DeliveryChange> = {
  insert_delivery: {
    kind: 'insert',
    table,
    parameters: {
      id: 'text',
      endpoint_id: 'text',
      event_id: 'text',
      state: 'text',
      attempts: 'integer',
      next_attempt_at: 'integer',
      created_at: 'integer',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ delivery }) => ({
      id: delivery.id,
      endpoint_id: delivery.endpointId,
      event_id: delivery.event.id,
      state: delivery.state,
      attempts: delivery.attempts,
      next_attempt_at: delivery.nextAttemptAt,
      created_at: delivery.createdAt,
    }),
  },
  claim_delivery: {
    kind: 'update',
    table,
    parameters: { id: 'text', attempts: 'integer', lease_until: 'integer', at: 'integer' },
    key: ['id'],
    set: 'attempts = :attempts + 1, lease_until = :lease_until',
    where: "id = :id and state = 'pending' and attempts = :attempts and (lease_until is null or lease_until <= :at)",
    expects: 'one',
    bind: ({ deliveryId, attempts, leaseUntil, at }) => ({ id: deliveryId, attempts, lease_until: leaseUntil, at }),
  },
  record_attempt: {
    kind: 'update',
    table,
    parameters: {
      id: 'text',
      attempts: 'integer',
      state: 'text',
      next_attempt_at: 'integer',
      at: 'integer',
      status: 'integer',
      words: 'text',
      milliseconds: 'integer',
    },
    key: ['id'],
    set: `state = :state, next_attempt_at = :next_attempt_at, lease_until = null,
          last_attempt_at = :at, last_status = :status, last_words = :words, last_milliseconds = :milliseconds`,
    where: "id = :id and attempts = :attempts and state = 'pending'",
    expects: 'one',
    bind: ({ deliveryId, attempts, state, nextAttemptAt, attempt }) => ({
      id: deliveryId,
      attempts,
      state,
      next_attempt_at: nextAttemptAt,
      at: attempt.at,
      status: attempt.status,
      words: attempt.words,
      milliseconds: attempt.milliseconds,
    }),
  },
  replay_delivery: {
    kind: 'update',
    table,
    parameters: { id: 'text', endpoint_id: 'text', at: 'integer' },
    key: ['id'],
    set: "state = 'pending', attempts = 0, next_attempt_at = :at, lease_until = null",
    where: 'id = :id and endpoint_id = :endpoint_id and (lease_until is null or lease_until <= :at)',
    expects: 'one',
    bind: ({ deliveryId, endpointId, at }) => ({ id: deliveryId, endpoint_id: endpointId, at }),
  },
  delete_deliveries_of: {
    kind: 'delete',
    table,
    parameters: { endpoint_id: 'text' },
    key: ['endpoint_id'],
    where: 'endpoint_id = :endpoint_id',
    expects: 'any',
    bind: ({ endpointId }) => ({ endpoint_id: endpointId }),
  },
};

/** Webhook deliveries: kept as long as their events. */
export const webhookDeliveries: Noun = {
  name: 'webhook deliveries',
  writes,
  sealed: [],
  sweep: { table, key: 'id', where: 'created_at < :before - 2592000' },
};
