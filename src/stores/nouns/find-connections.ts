import type { Connection, Failure, Lease } from '../../broker/model/connection.ts';
import { Secret } from '../../protocol/secret.ts';
import type { ColumnType, Read, Row, SealedColumn, Value } from '../noun.ts';

const sealed = (column: string): SealedColumn => ({ sealed: { table: 'connections', column, row: 'id' } });

const columns: Readonly<Record<string, ColumnType | SealedColumn>> = {
  id: 'text',
  provider_id: 'text',
  user_id: 'text',
  account: 'text',
  account_id: 'text',
  kind: 'text',
  chosen_at: 'integer',
  access_token: sealed('access_token'),
  refresh_token: sealed('refresh_token'),
  expires_at: 'integer',
  extra: sealed('extra'),
  scopes: 'json',
  dpop_key: sealed('dpop_key'),
  generation: 'integer',
  attempt: 'integer',
  lease_holder: 'text',
  lease_until: 'integer',
  intent_at: 'integer',
  failure_class: 'text',
  failure_words: 'text',
  failure_at: 'integer',
  failure_count: 'integer',
  next_attempt_at: 'integer',
  last_refreshed_at: 'integer',
  last_validated_at: 'integer',
  last_used_at: 'integer',
  rejected_at: 'integer',
  created_at: 'integer',
  updated_at: 'integer',
};

const failureOf = (row: Row): Failure | undefined =>
  row.failure_class === undefined
    ? undefined
    : {
        class: row.failure_class,
        words: row.failure_words,
        at: row.failure_at,
        count: row.failure_count,
        nextAttemptAt: row.next_attempt_at,
      };

const leaseOf = (row: Row): Lease | undefined =>
  row.lease_holder === undefined ? undefined : { holder: row.lease_holder, until: row.lease_until };

const record = (row: Row): Connection => ({
  id: row.id,
  providerId: row.provider_id,
  userId: row.user_id,
  account: row.account,
  accountId: row.account_id,
  kind: row.kind,
  chosenAt: row.chosen_at,
  accessToken: new Secret(row.access_token),
  refreshToken: row.refresh_token === undefined ? undefined : new Secret(row.refresh_token),
  expiresAt: row.expires_at,
  extra: row.extra === undefined ? undefined : JSON.parse(row.extra),
  scopes: row.scopes,
  dpopKey: row.dpop_key === undefined ? undefined : new Secret(row.dpop_key),
  generation: row.generation,
  attempt: row.attempt,
  lease: leaseOf(row),
  intentAt: row.intent_at,
  failure: failureOf(row),
  lastRefreshedAt: row.last_refreshed_at,
  lastValidatedAt: row.last_validated_at,
  lastUsedAt: row.last_used_at,
  rejectedAt: row.rejected_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const read = <Parameters extends Readonly<Record<string, Value>>>(
  answer: 'one' | 'many',
  parameters: Readonly<Record<keyof Parameters & string, ColumnType>>,
  rest: string,
): Read<Parameters, Connection> => ({
  parameters,
  sql: `select ${Object.keys(columns).join(', ')} from connections ${rest}`,
  columns,
  answer,
  record,
});

/** One connection by its id. */
export const findConnection: Read<{ id: string }, Connection> = read('one', { id: 'text' }, 'where id = :id');

/** A user's connection with one provider and account. */
export const findConnectionOf: Read<{ user_id: string; provider_id: string; account: string }, Connection> = read(
  'one',
  { user_id: 'text', provider_id: 'text', account: 'text' },
  'where user_id = :user_id and provider_id = :provider_id and account = :account',
);

/** A user's connection with one provider that was chosen last. */
export const findChosenConnectionOf: Read<{ user_id: string; provider_id: string }, Connection> = read(
  'one',
  { user_id: 'text', provider_id: 'text' },
  'where user_id = :user_id and provider_id = :provider_id order by chosen_at desc, id limit 1',
);

/** Everything a user linked. */
export const listConnections: Read<{ user_id: string }, Connection> = read(
  'many',
  { user_id: 'text' },
  'where user_id = :user_id order by provider_id, id',
);

/** The next connections with one provider, in the order of their ids. */
export const listConnectionsAfter: Read<{ provider_id: string; after: string; limit: number }, Connection> = read(
  'many',
  { provider_id: 'text', after: 'text', limit: 'integer' },
  'where provider_id = :provider_id and id > :after order by id limit :limit',
);

/** What refresh-ahead should look at: in use, refreshable, and soon to expire. */
export const listConnectionsToRefresh: Read<{ expires_before: number; used_since: number; limit: number }, Connection> = read(
  'many',
  { expires_before: 'integer', used_since: 'integer', limit: 'integer' },
  `where expires_at < :expires_before and refresh_token is not null and last_used_at >= :used_since
   order by expires_at limit :limit`,
);
