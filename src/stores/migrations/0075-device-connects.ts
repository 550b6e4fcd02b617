import type { Migration } from '../noun.ts';

/** Codes that pages show while their users type them at providers. */
export const deviceConnects: Migration = {
  number: 75,
  name: 'device connects',
  statements: [
    `create table device_connects (
      id text primary key,
      user_id text not null,
      provider_id text not null,
      device_code text not null,
      user_code text not null,
      verification_uri text not null,
      verification_uri_complete text,
      another integer not null,
      poll_interval integer not null,
      next_attempt_at integer not null,
      created_at integer not null,
      expires_at integer not null
    )`,
    'create index device_connects_by_expiry on device_connects (expires_at)',
  ],
};
