import type { EngineChange } from '../../engine/changes.ts';
import type { SigningKey } from '../../engine/model/signing-key.ts';
import { Secret } from '../../protocol/secret.ts';
import type { Noun, Read, Row, Writes } from '../noun.ts';

type SigningKeyChange = Extract<EngineChange, { change: 'insert_signing_key' | 'retire_signing_key' | 'delete_signing_keys_of_service' }>;

const writes: Writes<SigningKeyChange> = {
  insert_signing_key: {
    kind: 'insert',
    table: 'signing_keys',
    parameters: {
      id: 'text',
      service_id: 'integer',
      algorithm: 'text',
      public_jwk: 'json',
      private_jwk: 'sealed',
      created_at: 'integer',
      active_from: 'integer',
      retires_at: 'integer',
      name: 'text',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ key }) => ({
      id: key.id,
      service_id: key.serviceId,
      algorithm: key.algorithm,
      public_jwk: key.publicJwk,
      private_jwk: key.privateJwk.reveal(),
      created_at: key.createdAt,
      active_from: key.activeFrom,
      retires_at: key.retiresAt,
      name: key.publicJwk.kid ?? '',
    }),
  },
  retire_signing_key: {
    kind: 'update',
    table: 'signing_keys',
    parameters: { id: 'text', retires_at: 'integer' },
    key: ['id'],
    set: 'retires_at = :retires_at',
    where: 'id = :id and retires_at is null',
    expects: 'one',
    bind: ({ keyId, retiresAt }) => ({ id: keyId, retires_at: retiresAt }),
  },
  delete_signing_keys_of_service: {
    kind: 'delete',
    table: 'signing_keys',
    parameters: { service_id: 'integer' },
    key: ['service_id'],
    where: 'service_id = :service_id',
    expects: 'any',
    bind: ({ serviceId }) => ({ service_id: serviceId }),
  },
};

/** Signing keys, their private halves sealed; gone a day after they retired. */
export const signingKeys: Noun = {
  name: 'signing keys',
  writes,
  sealed: [{ table: 'signing_keys', column: 'private_jwk', row: 'id' }],
  sweep: { table: 'signing_keys', key: 'id', where: 'retires_at < :before - 86400' },
};

/** Keys of a service that are not retired, newest first. */
export const listSigningKeys: Read<{ service_id: number; now: number }, SigningKey> = {
  parameters: { service_id: 'integer', now: 'integer' },
  sql: `select id, service_id, algorithm, public_jwk, private_jwk, created_at, active_from, retires_at from signing_keys
        where service_id = :service_id and (retires_at is null or retires_at > :now) order by active_from desc, id desc`,
  columns: {
    id: 'text',
    service_id: 'integer',
    algorithm: 'text',
    public_jwk: 'json',
    private_jwk: { sealed: { table: 'signing_keys', column: 'private_jwk', row: 'id' } },
    created_at: 'integer',
    active_from: 'integer',
    retires_at: 'integer',
  },
  answer: 'many',
  record: (row: Row): SigningKey => ({
    id: row.id,
    serviceId: row.service_id,
    algorithm: row.algorithm,
    publicJwk: row.public_jwk,
    privateJwk: new Secret(row.private_jwk),
    createdAt: row.created_at,
    activeFrom: row.active_from,
    retiresAt: row.retires_at,
  }),
};
