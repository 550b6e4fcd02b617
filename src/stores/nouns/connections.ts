import type { BrokerChange } from '../../broker/changes.ts';
import type { DeviceConnectChange } from '../../broker/connect/device/changes.ts';
import type { EndingTokenChange } from '../../broker/github-app/changes.ts';
import type { ConnectionAccount, ConnectionTokens } from '../../broker/model/connection.ts';
import type { WebhookChange } from '../../broker/webhooks/changes.ts';
import type { ColumnType, Noun, Value, Writes } from '../noun.ts';

type ConnectionChange = Exclude<
  BrokerChange,
  WebhookChange | DeviceConnectChange | EndingTokenChange | { change: 'insert_connect_state' | 'consume_connect_state' }
>;

const table = 'connections';

const tokenParameters: Readonly<Record<string, ColumnType>> = {
  access_token: 'sealed',
  refresh_token: 'sealed',
  expires_at: 'integer',
  extra: 'sealed',
  scopes: 'json',
  dpop_key: 'sealed',
};
const bindTokens = (tokens: ConnectionTokens): Readonly<Record<string, Value>> => ({
  access_token: tokens.accessToken.reveal(),
  refresh_token: tokens.refreshToken?.reveal(),
  expires_at: tokens.expiresAt,
  extra: tokens.extra === undefined ? undefined : JSON.stringify(tokens.extra),
  scopes: tokens.scopes,
  dpop_key: tokens.dpopKey?.reveal(),
});
const accountParameters: Readonly<Record<string, ColumnType>> = {
  account: 'text',
  account_id: 'text',
  kind: 'text',
  chosen_at: 'integer',
};
const bindAccount = ({ account, accountId, kind, chosenAt }: ConnectionAccount): Readonly<Record<string, Value>> => ({
  account,
  account_id: accountId,
  kind,
  chosen_at: chosenAt,
});
const setAccount = 'account = :account, account_id = :account_id, kind = :kind, chosen_at = :chosen_at';
const setTokens =
  'access_token = :access_token, refresh_token = :refresh_token, expires_at = :expires_at, extra = :extra, scopes = :scopes, dpop_key = :dpop_key, updated_at = :at';
const noLease = 'lease_holder = null, lease_until = null';
const noTrouble =
  'intent_at = null, failure_class = null, failure_words = null, failure_at = null, failure_count = null, next_attempt_at = null';

const writes: Writes<ConnectionChange> = {
  insert_connection: {
    kind: 'insert',
    table,
    parameters: {
      id: 'text',
      provider_id: 'text',
      user_id: 'text',
      ...accountParameters,
      ...tokenParameters,
      generation: 'integer',
      attempt: 'integer',
      created_at: 'integer',
      updated_at: 'integer',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ connection }) => ({
      id: connection.id,
      provider_id: connection.providerId,
      user_id: connection.userId,
      ...bindAccount(connection),
      ...bindTokens(connection),
      generation: connection.generation,
      attempt: connection.attempt,
      created_at: connection.createdAt,
      updated_at: connection.updatedAt,
    }),
  },
  relink_connection: {
    kind: 'update',
    table,
    parameters: { id: 'text', attempt: 'integer', ...accountParameters, ...tokenParameters, at: 'integer' },
    key: ['id'],
    set: `${setAccount}, ${setTokens}, attempt = :attempt + 1, generation = :attempt + 1, last_refreshed_at = null, last_validated_at = null, rejected_at = null, ${noLease}, ${noTrouble}`,
    where: 'id = :id and attempt = :attempt',
    expects: 'one',
    bind: ({ connectionId, attempt, account, tokens, at }) => ({
      id: connectionId,
      attempt,
      ...bindAccount(account),
      ...bindTokens(tokens),
      at,
    }),
  },
  name_connection: {
    kind: 'update',
    table,
    parameters: { id: 'text', ...accountParameters, at: 'integer' },
    key: ['id'],
    set: `${setAccount}, updated_at = :at`,
    where: 'id = :id',
    expects: 'one',
    bind: ({ connectionId, account, at }) => ({ id: connectionId, ...bindAccount(account), at }),
  },
  choose_connection: {
    kind: 'update',
    table,
    parameters: { id: 'text', chosen_at: 'integer' },
    key: ['id'],
    set: 'chosen_at = :chosen_at',
    where: 'id = :id',
    expects: 'one',
    bind: ({ connectionId, chosenAt }) => ({ id: connectionId, chosen_at: chosenAt }),
  },
  begin_refresh: {
    kind: 'update',
    table,
    parameters: { id: 'text', attempt: 'integer', holder: 'text', until: 'integer', at: 'integer' },
    key: ['id'],
    set: 'attempt = :attempt + 1, lease_holder = :holder, lease_until = :until, intent_at = coalesce(intent_at, :at)',
    where: 'id = :id and attempt = :attempt',
    expects: 'one',
    bind: ({ connectionId, attempt, lease, at }) => ({ id: connectionId, attempt, holder: lease.holder, until: lease.until, at }),
  },
  store_refreshed_tokens: {
    kind: 'update',
    table,
    parameters: { id: 'text', attempt: 'integer', ...tokenParameters, at: 'integer' },
    key: ['id'],
    set: `${setTokens}, generation = :attempt, last_refreshed_at = :at, last_validated_at = null, rejected_at = null, ${noLease}, ${noTrouble}`,
    where: 'id = :id and generation < :attempt',
    expects: 'one',
    bind: ({ connectionId, attempt, tokens, at }) => ({ id: connectionId, attempt, ...bindTokens(tokens), at }),
  },
  record_refresh_failure: {
    kind: 'update',
    table,
    parameters: {
      id: 'text',
      attempt: 'integer',
      generation: 'integer',
      class: 'text',
      words: 'text',
      failed_at: 'integer',
      count: 'integer',
      next_at: 'integer',
      intent: 'integer',
      at: 'integer',
    },
    key: ['id'],
    set: `failure_class = :class, failure_words = :words, failure_at = :failed_at, failure_count = :count, next_attempt_at = :next_at,
          intent_at = :intent, updated_at = :at, ${noLease}`,
    where: 'id = :id and attempt = :attempt and generation = :generation',
    expects: 'one',
    bind: ({ connectionId, attempt, generation, failure, intentAt, at }) => ({
      id: connectionId,
      attempt,
      generation,
      class: failure.class,
      words: failure.words,
      failed_at: failure.at,
      count: failure.count,
      next_at: failure.nextAttemptAt,
      intent: intentAt,
      at,
    }),
  },
  touch_connection_used: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at',
    where: 'id = :id',
    expects: 'any',
    bind: ({ connectionId, at }) => ({ id: connectionId, at }),
  },
  touch_connection_validated: {
    kind: 'update',
    table,
    parameters: { id: 'text', generation: 'integer', at: 'integer' },
    key: ['id'],
    set: 'last_validated_at = :at',
    where: 'id = :id and generation = :generation',
    expects: 'any',
    bind: ({ connectionId, generation, at }) => ({ id: connectionId, generation, at }),
  },
  reject_token: {
    kind: 'update',
    table,
    parameters: { id: 'text', generation: 'integer', rejected_at: 'integer' },
    key: ['id'],
    set: 'last_validated_at = null, rejected_at = coalesce(:rejected_at, rejected_at)',
    where: 'id = :id and generation = :generation',
    expects: 'any',
    bind: ({ connectionId, generation, rejectedAt }) => ({ id: connectionId, generation, rejected_at: rejectedAt }),
  },
  delete_connection: {
    kind: 'delete',
    table,
    parameters: { id: 'text', generation: 'integer' },
    key: ['id'],
    where: 'id = :id and generation = :generation',
    expects: 'one',
    bind: ({ connectionId, generation }) => ({ id: connectionId, generation }),
  },
};

/** Connections: the tokens users hold elsewhere, sealed, and the state of their refreshing. */
export const connections: Noun = {
  name: 'connections',
  writes,
  sealed: ['access_token', 'refresh_token', 'extra', 'dpop_key'].map((column) => ({ table, column, row: 'id' })),
};
