import type { EngineChange } from '../../engine/changes.ts';
import type { TokenBatch } from '../../engine/model/token-batch.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type TokenBatchChange = Extract<EngineChange, { change: 'insert_token_batch' }>;

const columns = {
  id: 'text',
  service_id: 'integer',
  failure: 'json',
  token_count: 'integer',
  created_at: 'integer',
  expires_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<TokenBatchChange> = {
  insert_token_batch: {
    kind: 'insert',
    table: 'token_batches',
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ batch }) => ({
      id: batch.id,
      service_id: batch.serviceId,
      failure: batch.failure,
      token_count: batch.tokenCount,
      created_at: batch.createdAt,
      expires_at: batch.expiresAt,
    }),
  },
};

/** What became of tokens that were made many at once, until they are forgotten. */
export const tokenBatches: Noun = {
  name: 'token batches',
  writes,
  sealed: [],
  sweep: { table: 'token_batches', key: 'id', where: 'expires_at < :before' },
};

/** One batch by its id. */
export const findTokenBatch: Read<{ id: string }, TokenBatch> = {
  parameters: { id: 'text' },
  sql: `select ${Object.keys(columns).join(', ')} from token_batches where id = :id`,
  columns,
  answer: 'one',
  record: (row: Row): TokenBatch => ({
    id: row.id,
    serviceId: row.service_id,
    failure: row.failure,
    tokenCount: row.token_count,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }),
};
