import type { EngineChange } from '../../engine/changes.ts';
import type { ClientSecret } from '../../engine/model/client.ts';
import type { Noun, Read, Row, Writes } from '../noun.ts';

type ClientSecretChange = Extract<EngineChange, { change: 'insert_client_secret' | 'delete_client_secret' | 'touch_client_secret' }>;

const writes: Writes<ClientSecretChange> = {
  insert_client_secret: {
    kind: 'insert',
    table: 'client_secrets',
    parameters: { id: 'text', client_number: 'integer', secret_hash: 'text', truncated: 'text', created_at: 'integer' },
    key: ['id'],
    expects: 'one',
    bind: ({ secret }) => ({
      id: secret.id,
      client_number: secret.clientNumber,
      secret_hash: secret.secretHash,
      truncated: secret.truncated,
      created_at: secret.createdAt,
    }),
  },
  delete_client_secret: {
    kind: 'delete',
    table: 'client_secrets',
    parameters: { id: 'text', client_number: 'integer' },
    key: ['id'],
    where: 'id = :id and client_number = :client_number',
    expects: 'one',
    bind: ({ clientNumber, secretId }) => ({ id: secretId, client_number: clientNumber }),
  },
  touch_client_secret: {
    kind: 'update',
    table: 'client_secrets',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at',
    where: 'id = :id and (last_used_at is null or last_used_at < :at)',
    expects: 'any',
    bind: ({ secretId, at }) => ({ id: secretId, at }),
  },
};

/** Client secrets, as hashes. */
export const clientSecrets: Noun = { name: 'client secrets', writes, sealed: [] };

/** One secret by its id, whoever's it is. */
export const findClientSecret: Read<{ id: string }, ClientSecret> = {
  parameters: { id: 'text' },
  sql: 'select id, client_number, secret_hash, truncated, created_at, last_used_at from client_secrets where id = :id',
  columns: {
    id: 'text',
    client_number: 'integer',
    secret_hash: 'text',
    truncated: 'text',
    created_at: 'integer',
    last_used_at: 'integer',
  },
  answer: 'one',
  record: (row: Row): ClientSecret => ({
    id: row.id,
    clientNumber: row.client_number,
    secretHash: row.secret_hash,
    truncated: row.truncated,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }),
};
