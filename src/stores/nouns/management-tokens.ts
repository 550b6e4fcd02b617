import type { IdentityChange } from '../../identity/changes.ts';
import type { ManagementToken } from '../../identity/model/session.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type ManagementTokenChange = Extract<IdentityChange, { change: 'insert_management_token' }>;

const columns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  kind: 'text',
  secret_hash: 'text',
  service_id: 'integer',
  created_at: 'integer',
  revoked_at: 'integer',
};

const writes: Writes<ManagementTokenChange> = {
  insert_management_token: {
    kind: 'insert',
    table: 'management_tokens',
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ managementToken }) => ({
      id: managementToken.id,
      kind: managementToken.kind,
      secret_hash: managementToken.secretHash,
      service_id: managementToken.serviceId,
      created_at: managementToken.createdAt,
      revoked_at: managementToken.revokedAt,
    }),
  },
};

/** Keys to the engine API. */
export const managementTokens: Noun = { name: 'management_tokens', writes, sealed: [] };

/** One management token by its id. */
export const findManagementToken: Read<{ id: string }, ManagementToken> = {
  parameters: { id: 'text' },
  sql: 'select id, kind, secret_hash, service_id, created_at, revoked_at from management_tokens where id = :id',
  columns,
  answer: 'one',
  record: (row: Row): ManagementToken => ({
    id: row.id,
    kind: row.kind,
    secretHash: row.secret_hash,
    serviceId: row.service_id,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  }),
};
