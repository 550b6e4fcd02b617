import type { Migration } from '../noun.ts';

/** Browsers on their way to a provider and back. */
export const connectStates: Migration = {
  number: 51,
  name: 'connect states',
  statements: [
    `create table connect_states (
      state_hash text primary key,
      user_id text not null,
      provider_id text not null,
      created_at integer not null,
      expires_at integer not null
    )`,
    'create index connect_states_by_expiry on connect_states (expires_at)',
  ],
};
