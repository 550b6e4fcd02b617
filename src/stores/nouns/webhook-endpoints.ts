import type { WebhookEndpoint } from '../../broker/model/webhook.ts';
import type { WebhookChange } from '../../broker/webhooks/changes.ts';
import { Secret } from '../../protocol/secret.ts';
import type { ColumnType, Noun, Read, Row, SealedColumn, Value, Writes } from '../noun.ts';

type EndpointChange = Extract<
  WebhookChange,
  {
    change:
      | 'insert_endpoint'
      | 'update_endpoint'
      | 'rotate_endpoint_secret'
      | 'note_endpoint_success'
      | 'note_endpoint_failure'
      | 'disable_endpoint'
      | 'delete_endpoint';
  }
>;

const table = 'webhook_endpoints';

const standing: Readonly<Record<string, ColumnType>> = {
  url: 'text',
  description: 'text',
  event_types: 'json',
  disabled_reason: 'text',
  disabled_at: 'integer',
  failing_since: 'integer',
  paused_until: 'integer',
  updated_at: 'integer',
};

const bindStanding = (
  endpoint: Pick<WebhookEndpoint, 'url' | 'description' | 'eventTypes' | 'disabled' | 'failingSince' | 'pausedUntil' | 'updatedAt'>,
): Readonly<Record<string, Value>> => ({
  url: endpoint.url,
  description: endpoint.description,
  event_types: endpoint.eventTypes,
  disabled_reason: endpoint.disabled?.reason,
  disabled_at: endpoint.disabled?.at,
  failing_since: endpoint.failingSince,
  paused_until: endpoint.pausedUntil,
  updated_at: endpoint.updatedAt,
});

const writes: Writes<EndpointChange> = {
  insert_endpoint: {
    kind: 'insert',
    table,
    parameters: { id: 'text', secret: 'sealed', ...standing, created_by: 'text', created_at: 'integer', revision: 'integer' },
    key: ['id'],
    expects: 'one',
    bind: ({ endpoint }) => ({
      id: endpoint.id,
      secret: endpoint.secret.reveal(),
      ...bindStanding(endpoint),
      created_by: endpoint.createdBy,
      created_at: endpoint.createdAt,
      revision: endpoint.revision,
    }),
  },
  update_endpoint: {
    kind: 'update',
    table,
    parameters: { id: 'text', revision: 'integer', ...standing },
    key: ['id'],
    set: `${Object.keys(standing)
      .map((column) => `${column} = :${column}`)
      .join(', ')}, revision = :revision + 1`,
    where: 'id = :id and revision = :revision',
    expects: 'one',
    bind: ({ endpointId, revision, fields }) => ({ id: endpointId, revision, ...bindStanding(fields) }),
  },
  rotate_endpoint_secret: {
    kind: 'update',
    table,
    parameters: {
      id: 'text',
      revision: 'integer',
      secret: 'sealed',
      previous_secret: 'sealed',
      previous_secret_until: 'integer',
      at: 'integer',
    },
    key: ['id'],
    set: `secret = :secret, previous_secret = :previous_secret, previous_secret_until = :previous_secret_until, updated_at = :at,
          revision = :revision + 1`,
    where: 'id = :id and revision = :revision',
    expects: 'one',
    bind: ({ endpointId, revision, secret, previousSecret, at }) => ({
      id: endpointId,
      revision,
      secret: secret.reveal(),
      previous_secret: previousSecret.secret.reveal(),
      previous_secret_until: previousSecret.until,
      at,
    }),
  },
  note_endpoint_success: {
    kind: 'update',
    table,
    parameters: { id: 'text' },
    key: ['id'],
    set: 'failing_since = null',
    where: 'id = :id and failing_since is not null',
    expects: 'any',
    bind: ({ endpointId }) => ({ id: endpointId }),
  },
  note_endpoint_failure: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer', paused_until: 'integer' },
    key: ['id'],
    set: `failing_since = coalesce(failing_since, :at),
          paused_until = case when paused_until is null or paused_until < :paused_until then :paused_until else paused_until end`,
    where: 'id = :id',
    expects: 'any',
    bind: ({ endpointId, at, pausedUntil }) => ({ id: endpointId, at, paused_until: pausedUntil }),
  },
  disable_endpoint: {
    kind: 'update',
    table,
    parameters: { id: 'text', reason: 'text', at: 'integer' },
    key: ['id'],
    set: 'disabled_reason = :reason, disabled_at = :at, updated_at = :at, revision = revision + 1',
    where: 'id = :id and disabled_at is null',
    expects: 'any',
    bind: ({ endpointId, reason, at }) => ({ id: endpointId, reason, at }),
  },
  delete_endpoint: {
    kind: 'delete',
    table,
    parameters: { id: 'text' },
    key: ['id'],
    where: 'id = :id',
    expects: 'one',
    bind: ({ endpointId }) => ({ id: endpointId }),
  },
};

/** Webhook endpoints, their secrets sealed. */
export const webhookEndpoints: Noun = {
  name: 'webhook endpoints',
  writes,
  sealed: ['secret', 'previous_secret'].map((column) => ({ table, column, row: 'id' })),
};

const sealed = (column: string): SealedColumn => ({ sealed: { table, column, row: 'id' } });

const columns: Readonly<Record<string, ColumnType | SealedColumn>> = {
  id: 'text',
  ...standing,
  secret: sealed('secret'),
  previous_secret: sealed('previous_secret'),
  previous_secret_until: 'integer',
  created_by: 'text',
  created_at: 'integer',
  revision: 'integer',
};

const record = (row: Row): WebhookEndpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  eventTypes: row.event_types,
  secret: new Secret(row.secret),
  previousSecret:
    row.previous_secret === undefined ? undefined : { secret: new Secret(row.previous_secret), until: row.previous_secret_until },
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  revision: row.revision,
  disabled: row.disabled_reason === undefined ? undefined : { reason: row.disabled_reason, at: row.disabled_at },
  failingSince: row.failing_since,
  pausedUntil: row.paused_until,
});

const selection = `select ${Object.keys(columns).join(', ')} from ${table}`;

/** Every endpoint, oldest first. */
export const listWebhookEndpoints: Read<Record<never, never>, WebhookEndpoint> = {
  parameters: {},
  sql: `${selection} order by id`,
  columns,
  answer: 'many',
  record,
};

/** One endpoint by its id. */
export const findWebhookEndpoint: Read<{ id: string }, WebhookEndpoint> = {
  parameters: { id: 'text' },
  sql: `${selection} where id = :id`,
  columns,
  answer: 'one',
  record,
};
