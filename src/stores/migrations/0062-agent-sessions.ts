import type { Migration } from '../noun.ts';

/** What workloads got for their identities. */
export const agentSessions: Migration = {
  number: 62,
  name: 'agent sessions',
  statements: [
    `create table agent_sessions (
      id text primary key,
      secret_hash text not null,
      agent_id text not null,
      identity_id text not null,
      address text not null,
      created_at integer not null,
      expires_at integer not null
    )`,
    'create index agent_sessions_by_expiry on agent_sessions (expires_at)',
  ],
};
