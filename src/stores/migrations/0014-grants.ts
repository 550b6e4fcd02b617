import type { Migration } from '../noun.ts';

/** Grants, found by person for the list of authorised applications. */
export const grants: Migration = {
  number: 14,
  name: 'grants',
  statements: [
    `create table grants (
      id text primary key,
      service_id integer not null,
      client_number integer not null,
      subject text not null,
      scopes text not null,
      resources text not null,
      client_secret_id text,
      auth_time integer not null,
      created_at integer not null,
      expires_at integer not null,
      revoked_at integer
    )`,
    'create index grants_by_subject_and_client on grants (subject, client_number)',
    'create index grants_by_expiry on grants (expires_at)',
  ],
};
