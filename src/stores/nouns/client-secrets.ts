import type { EngineChange } from '../../engine/changes.ts';
import type { ClientSecret, KeptClientSecret } from '../../engine/model/client.ts';
import { Secret } from '../../protocol/secret.ts';
import type { Noun, Read, Row, Writes } from '../noun.ts';

type ClientSecretChange = Extract<
  EngineChange,
  {
    change:
      | 'insert_client_secret'
      | 'replace_client_secret'
      | 'delete_client_secret'
      | 'delete_client_secrets_of_service'
      | 'touch_client_secret';
  }
>;

const table = 'client_secrets';

const writes: Writes<ClientSecretChange> = {
  insert_client_secret: {
    kind: 'insert',
    table,
    parameters: {
      id: 'text',
      client_number: 'integer',
      secret_hash: 'text',
      full_secret: 'sealed',
      truncated: 'text',
      created_at: 'integer',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ secret, full }) => ({
      id: secret.id,
      client_number: secret.clientNumber,
      secret_hash: secret.secretHash,
      full_secret: full?.reveal(),
      truncated: secret.truncated,
      created_at: secret.createdAt,
    }),
  },
  replace_client_secret: {
    kind: 'update',
    table,
    parameters: { id: 'text', secret_hash: 'text', full_secret: 'sealed', truncated: 'text', created_at: 'integer' },
    key: ['id'],
    set: `secret_hash = :secret_hash, full_secret = :full_secret, truncated = :truncated, created_at = :created_at,
      last_used_at = null`,
    where: 'id = :id',
    expects: 'one',
    bind: ({ secret, full }) => ({
      id: secret.id,
      secret_hash: secret.secretHash,
      full_secret: full?.reveal(),
      truncated: secret.truncated,
      created_at: secret.createdAt,
    }),
  },
  delete_client_secret: {
    kind: 'delete',
    table,
    parameters: { id: 'text', client_number: 'integer' },
    key: ['id'],
    where: 'id = :id and client_number = :client_number',
    expects: 'one',
    bind: ({ clientNumber, secretId }) => ({ id: secretId, client_number: clientNumber }),
  },
  delete_client_secrets_of_service: {
    kind: 'delete',
    table,
    parameters: { service_id: 'integer' },
    key: ['service_id'],
    where: 'client_number in (select number from clients where service_id = :service_id)',
    expects: 'any',
    bind: ({ serviceId }) => ({ service_id: serviceId }),
  },
  touch_client_secret: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at',
    where: 'id = :id and (last_used_at is null or last_used_at < :at)',
    expects: 'any',
    bind: ({ secretId, at }) => ({ id: secretId, at }),
  },
};

/** Client secrets: as hashes, and sealed where they are the key of an HMAC. */
export const clientSecrets: Noun = { name: 'client secrets', writes, sealed: [{ table, column: 'full_secret', row: 'id' }] };

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

/** The secrets of a client whose text is kept, newest first. */
export const listKeptSecrets: Read<{ client_number: number }, KeptClientSecret> = {
  parameters: { client_number: 'integer' },
  sql: `select id, full_secret from ${table} where client_number = :client_number and full_secret is not null order by id desc`,
  columns: { id: 'text', full_secret: { sealed: { table, column: 'full_secret', row: 'id' } } },
  answer: 'many',
  record: (row: Row) => ({ id: row.id, full: new Secret(row.full_secret) }),
};
