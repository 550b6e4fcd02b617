import type { Migration } from '../noun.ts';

/** Authorization codes. */
export const codes: Migration = {
  number: 10,
  name: 'codes',
  statements: [
    `create table authorization_codes (
      id text primary key,
      secret_hash text not null,
      grant_id text not null,
      service_id integer not null,
      client_number integer not null,
      subject text not null,
      scopes text not null,
      resources text not null,
      redirect_uri text,
      code_challenge text,
      nonce text,
      auth_time integer not null,
      created_at integer not null,
      expires_at integer not null,
      consumed_at integer
    )`,
    'create index authorization_codes_by_expiry on authorization_codes (expires_at)',
    'create index authorization_codes_by_client_and_subject on authorization_codes (client_number, subject)',
  ],
};
