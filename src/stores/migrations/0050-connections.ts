import type { Migration } from '../noun.ts';

/** Connections to providers. What refresh-ahead looks for is found by expiry. */
export const connections: Migration = {
  number: 50,
  name: 'connections',
  statements: [
    `create table connections (
      id text primary key,
      provider_id text not null,
      user_id text not null,
      account text not null,
      access_token text not null,
      refresh_token text,
      expires_at integer,
      extra text,
      scopes text not null,
      generation integer not null,
      attempt integer not null,
      lease_holder text,
      lease_until integer,
      intent_at integer,
      failure_class text,
      failure_words text,
      failure_at integer,
      failure_count integer,
      next_attempt_at integer,
      last_refreshed_at integer,
      last_validated_at integer,
      last_used_at integer,
      created_at integer not null,
      updated_at integer not null
    )`,
    'create unique index connections_by_user_and_provider on connections (user_id, provider_id, account)',
    'create index connections_by_expiry on connections (expires_at)',
  ],
};
