import type { IdentityChange } from '../../identity/changes.ts';
import type { ManagementToken } from '../../identity/model/session.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type ManagementTokenChange = Extract<
  IdentityChange,
  {
    change: 'insert_management_token' | 'revoke_management_token' | 'delete_management_tokens_of_service' | 'touch_management_token';
  }
>;

const columns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  kind: 'text',
  secret_hash: 'text',
  service_id: 'integer',
  name: 'text',
  rights: 'json',
  created_at: 'integer',
  last_used_at: 'integer',
  revoked_at: 'integer',
};

const table = 'management_tokens';

const writes: Writes<ManagementTokenChange> = {
  insert_management_token: {
    kind: 'insert',
    table,
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ managementToken }) => ({
      id: managementToken.id,
      kind: managementToken.kind,
      secret_hash: managementToken.secretHash,
      service_id: managementToken.serviceId,
      name: managementToken.name,
      rights: managementToken.rights,
      created_at: managementToken.createdAt,
      last_used_at: managementToken.lastUsedAt,
      revoked_at: managementToken.revokedAt,
    }),
  },
  revoke_management_token: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'revoked_at = :at',
    where: 'id = :id and revoked_at is null',
    expects: 'one',
    bind: ({ id, at }) => ({ id, at }),
  },
  delete_management_tokens_of_service: {
    kind: 'delete',
    table,
    parameters: { service_id: 'integer' },
    key: ['service_id'],
    where: 'service_id = :service_id',
    expects: 'any',
    bind: ({ serviceId }) => ({ service_id: serviceId }),
  },
  touch_management_token: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at',
    where: 'id = :id and (last_used_at is null or last_used_at < :at)',
    expects: 'any',
    bind: ({ id, at }) => ({ id, at }),
  },
};

/** Keys to the engine API. */
export const managementTokens: Noun = { name: 'management_tokens', writes, sealed: [] };

const select = `select ${Object.keys(columns).join(', ')} from ${table}`;

const record = (row: Row): ManagementToken => ({
  id: row.id,
  kind: row.kind,
  secretHash: row.secret_hash,
  serviceId: row.service_id,
  name: row.name,
  rights: row.rights,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

/** One management token by its id. */
export const findManagementToken: Read<{ id: string }, ManagementToken> = {
  parameters: { id: 'text' },
  sql: `${select} where id = :id`,
  columns,
  answer: 'one',
  record,
};

/** Those that are not revoked, newest first: ids ascend with time. */
export const listManagementTokens: Read<Record<never, never>, ManagementToken> = {
  parameters: {},
  sql: `${select} where revoked_at is null order by id desc`,
  columns,
  answer: 'many',
  record,
};
