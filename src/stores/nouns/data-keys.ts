import type { DataKey, KeyringChange, ResealProgress } from '../keyring/data-key.ts';
import type { Noun, Read, Writes } from '../noun.ts';

const writes: Writes<KeyringChange> = {
  insert_data_key: {
    kind: 'insert',
    table: 'data_keys',
    parameters: { id: 'text', wrapped: 'text', state: 'text', created_at: 'integer' },
    key: ['id'],
    expects: 'one',
    bind: ({ dataKey }) => ({ id: dataKey.id, wrapped: dataKey.wrapped, state: dataKey.state, created_at: dataKey.createdAt }),
  },
  supersede_data_key: {
    kind: 'update',
    table: 'data_keys',
    parameters: { id: 'text' },
    key: ['id'],
    set: `state = 'retiring'`,
    where: `id = :id and state = 'active'`,
    expects: 'one',
    bind: ({ dataKeyId }) => ({ id: dataKeyId }),
  },
  retire_data_key: {
    kind: 'update',
    table: 'data_keys',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: `state = 'retired', retired_at = :at`,
    where: `id = :id and state = 'retiring'`,
    expects: 'one',
    bind: ({ dataKeyId, at }) => ({ id: dataKeyId, at }),
  },
  drop_data_key: {
    kind: 'delete',
    table: 'data_keys',
    parameters: { id: 'text' },
    key: ['id'],
    where: `id = :id and state = 'retired'`,
    expects: 'one',
    bind: ({ dataKeyId }) => ({ id: dataKeyId }),
  },
  record_resealing: {
    kind: 'insert',
    table: 'resealing',
    parameters: { place: 'text', data_key_id: 'text', position: 'text', finished: 'boolean' },
    key: ['place'],
    otherwise: `on conflict (place) do update
      set data_key_id = excluded.data_key_id, position = excluded.position, finished = excluded.finished`,
    expects: 'one',
    bind: ({ progress }) => ({
      place: progress.place,
      data_key_id: progress.dataKeyId,
      position: progress.position,
      finished: progress.isFinished,
    }),
  },
};

/** The keyring's data keys and the progress of their rotation. */
export const dataKeys: Noun = { name: 'data keys', writes, sealed: [] };

/** All data keys, newest first. */
export const listDataKeys: Read<Record<never, never>, DataKey> = {
  parameters: {},
  sql: 'select id, wrapped, state, created_at, retired_at from data_keys order by id desc',
  columns: { id: 'text', wrapped: 'text', state: 'text', created_at: 'integer', retired_at: 'integer' },
  answer: 'many',
  record: (row) => ({ id: row.id, wrapped: row.wrapped, state: row.state, createdAt: row.created_at, retiredAt: row.retired_at }),
};

/** How far each sealed column is. */
export const listResealing: Read<Record<never, never>, ResealProgress> = {
  parameters: {},
  sql: 'select place, data_key_id, position, finished from resealing order by place',
  columns: { place: 'text', data_key_id: 'text', position: 'text', finished: 'boolean' },
  answer: 'many',
  record: (row) => ({ place: row.place, dataKeyId: row.data_key_id, position: row.position, isFinished: row.finished }),
};
