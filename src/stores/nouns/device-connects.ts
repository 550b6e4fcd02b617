import type { DeviceConnectChange } from '../../broker/connect/device/changes.ts';
import type { DeviceConnect } from '../../broker/model/device-connect.ts';
import { Secret } from '../../protocol/secret.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

const table = 'device_connects';

const plainColumns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  user_id: 'text',
  provider_id: 'text',
  user_code: 'text',
  verification_uri: 'text',
  verification_uri_complete: 'text',
  another: 'boolean',
  poll_interval: 'integer',
  next_attempt_at: 'integer',
  created_at: 'integer',
  expires_at: 'integer',
};

const writes: Writes<DeviceConnectChange> = {
  insert_device_connect: {
    kind: 'insert',
    table,
    parameters: { ...plainColumns, device_code: 'sealed' },
    key: ['id'],
    expects: 'one',
    bind: ({ connect }) => ({
      id: connect.id,
      user_id: connect.userId,
      provider_id: connect.providerId,
      device_code: connect.deviceCode.reveal(),
      user_code: connect.userCode,
      verification_uri: connect.verificationUri,
      verification_uri_complete: connect.verificationUriComplete,
      another: connect.another,
      poll_interval: connect.interval,
      next_attempt_at: connect.nextAttemptAt,
      created_at: connect.createdAt,
      expires_at: connect.expiresAt,
    }),
  },
  claim_device_attempt: {
    kind: 'update',
    table,
    parameters: { id: 'text', next_attempt_at: 'integer', then_at: 'integer' },
    key: ['id'],
    set: 'next_attempt_at = :then_at',
    where: 'id = :id and next_attempt_at = :next_attempt_at',
    expects: 'one',
    bind: ({ connectId, nextAttemptAt, thenAt }) => ({ id: connectId, next_attempt_at: nextAttemptAt, then_at: thenAt }),
  },
  slow_device_connect: {
    kind: 'update',
    table,
    parameters: { id: 'text', poll_interval: 'integer', next_attempt_at: 'integer' },
    key: ['id'],
    set: 'poll_interval = :poll_interval, next_attempt_at = :next_attempt_at',
    where: 'id = :id',
    expects: 'any',
    bind: ({ connectId, interval, nextAttemptAt }) => ({ id: connectId, poll_interval: interval, next_attempt_at: nextAttemptAt }),
  },
  delete_device_connect: {
    kind: 'delete',
    table,
    parameters: { id: 'text' },
    key: ['id'],
    where: 'id = :id',
    expects: 'any',
    bind: ({ connectId }) => ({ id: connectId }),
  },
};

/** Codes that pages show, with the provider's code that redeems them sealed: deleted when they were typed, or not in time. */
export const deviceConnects: Noun = {
  name: 'device_connects',
  writes,
  sealed: [{ table, column: 'device_code', row: 'id' }],
  sweep: { table, key: 'id', where: 'expires_at < :before' },
};

/** One by its id. */
export const findDeviceConnect: Read<{ id: string }, DeviceConnect> = {
  parameters: { id: 'text' },
  sql: `select ${Object.keys(plainColumns).join(', ')}, device_code from ${table} where id = :id`,
  columns: { ...plainColumns, device_code: { sealed: { table, column: 'device_code', row: 'id' } } },
  answer: 'one',
  record: (row: Row): DeviceConnect => ({
    id: row.id,
    userId: row.user_id,
    providerId: row.provider_id,
    deviceCode: new Secret(row.device_code),
    userCode: row.user_code,
    verificationUri: row.verification_uri,
    verificationUriComplete: row.verification_uri_complete,
    another: row.another,
    interval: row.poll_interval,
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }),
};
