import type { BrokerChange } from '../../broker/changes.ts';
import type { ConnectState } from '../../broker/model/connect-state.ts';
import type { Noun, Read, Row, Writes } from '../noun.ts';

type ConnectStateChange = Extract<BrokerChange, { change: 'insert_connect_state' | 'consume_connect_state' }>;

const writes: Writes<ConnectStateChange> = {
  insert_connect_state: {
    kind: 'insert',
    table: 'connect_states',
    parameters: {
      state_hash: 'text',
      user_id: 'text',
      provider_id: 'text',
      another: 'boolean',
      created_at: 'integer',
      expires_at: 'integer',
    },
    key: ['state_hash'],
    expects: 'one',
    bind: ({ state }) => ({
      state_hash: state.stateHash,
      user_id: state.userId,
      provider_id: state.providerId,
      another: state.another,
      created_at: state.createdAt,
      expires_at: state.expiresAt,
    }),
  },
  consume_connect_state: {
    kind: 'delete',
    table: 'connect_states',
    parameters: { state_hash: 'text' },
    key: ['state_hash'],
    where: 'state_hash = :state_hash',
    expects: 'one',
    bind: ({ stateHash }) => ({ state_hash: stateHash }),
  },
};

/** States of the connect flow: deleted when the browser returns, or when it took too long. */
export const connectStates: Noun = {
  name: 'connect_states',
  writes,
  sealed: [],
  sweep: { table: 'connect_states', key: 'state_hash', where: 'expires_at < :before' },
};

/** One state by the hash of its parameter. */
export const findConnectState: Read<{ state_hash: string }, ConnectState> = {
  parameters: { state_hash: 'text' },
  sql: 'select state_hash, user_id, provider_id, another, created_at, expires_at from connect_states where state_hash = :state_hash',
  columns: { state_hash: 'text', user_id: 'text', provider_id: 'text', another: 'boolean', created_at: 'integer', expires_at: 'integer' },
  answer: 'one',
  record: (row: Row): ConnectState => ({
    stateHash: row.state_hash,
    userId: row.user_id,
    providerId: row.provider_id,
    another: row.another,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }),
};
