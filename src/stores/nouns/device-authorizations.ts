import type { EngineChange } from '../../engine/changes.ts';
import type { DeviceAuthorization } from '../../engine/model/device-authorization.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type DeviceChange = Extract<
  EngineChange,
  { change: 'insert_device_authorization' | 'poll_device_authorization' | 'decide_device_authorization' }
>;

const table = 'device_authorizations';

const columns = {
  id: 'text',
  secret_hash: 'text',
  service_id: 'integer',
  client_number: 'integer',
  user_code: 'text',
  scopes: 'json',
  resources: 'json',
  authorization_details: 'json',
  claims_request: 'json',
  max_age: 'integer',
  acr_request: 'json',
  poll_interval: 'integer',
  last_polled_at: 'integer',
  outcome: 'json',
  created_at: 'integer',
  expires_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<DeviceChange> = {
  insert_device_authorization: {
    kind: 'insert',
    table,
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ device }) => ({
      id: device.id,
      secret_hash: device.secretHash,
      service_id: device.serviceId,
      client_number: device.clientNumber,
      user_code: device.userCode,
      scopes: device.scopes,
      resources: device.resources,
      authorization_details: device.authorizationDetails,
      claims_request: device.claimsRequest,
      max_age: device.maxAge,
      acr_request: device.acrRequest,
      poll_interval: device.interval,
      last_polled_at: device.lastPolledAt,
      outcome: device.outcome,
      created_at: device.createdAt,
      expires_at: device.expiresAt,
    }),
  },
  poll_device_authorization: {
    kind: 'update',
    table,
    parameters: { id: 'text', poll_interval: 'integer', at: 'integer' },
    key: ['id'],
    set: 'last_polled_at = :at, poll_interval = :poll_interval',
    where: 'id = :id',
    expects: 'any',
    bind: ({ deviceId, interval, at }) => ({ id: deviceId, poll_interval: interval, at }),
  },
  decide_device_authorization: {
    kind: 'update',
    table,
    parameters: { id: 'text', outcome: 'json' },
    key: ['id'],
    set: 'outcome = :outcome, user_code = null',
    where: 'id = :id and outcome is null',
    expects: 'one',
    bind: ({ deviceId, outcome }) => ({ id: deviceId, outcome }),
  },
};

/** Devices that wait for a person: kept a day longer than their codes, so that one that comes late is told so. */
export const deviceAuthorizations: Noun = {
  name: 'device authorizations',
  writes,
  sealed: [],
  sweep: { table, key: 'id', where: 'expires_at < :before - 86400' },
};

const select = `select ${Object.keys(columns).join(', ')} from ${table}`;

const record = (row: Row): DeviceAuthorization => ({
  id: row.id,
  secretHash: row.secret_hash,
  serviceId: row.service_id,
  clientNumber: row.client_number,
  userCode: row.user_code,
  scopes: row.scopes,
  resources: row.resources,
  authorizationDetails: row.authorization_details,
  claimsRequest: row.claims_request,
  maxAge: row.max_age,
  acrRequest: row.acr_request,
  interval: row.poll_interval,
  lastPolledAt: row.last_polled_at,
  outcome: row.outcome,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

/** One device by its id. */
export const findDeviceAuthorization: Read<{ id: string }, DeviceAuthorization> = {
  parameters: { id: 'text' },
  sql: `${select} where id = :id`,
  columns,
  answer: 'one',
  record,
};

/** The one device that waits under a user code. */
export const findDeviceAuthorizationByUserCode: Read<{ user_code: string }, DeviceAuthorization> = {
  parameters: { user_code: 'text' },
  sql: `${select} where user_code = :user_code`,
  columns,
  answer: 'one',
  record,
};
