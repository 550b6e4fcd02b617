import type { Migration } from '../noun.ts';

/** Clients. Both ids are unique: requests name either. */
export const clients: Migration = {
  number: 12,
  name: 'clients',
  statements: [
    `create table clients (
      number integer primary key,
      service_id integer not null,
      client_id text not null,
      name text not null,
      icon text not null,
      client_type text not null,
      token_endpoint_auth_method text not null,
      redirect_uris text not null,
      grant_types text not null,
      allowed_scopes text,
      default_scopes text,
      pkce_required integer not null,
      access_token_format text,
      source text not null,
      created_by text,
      created_at integer not null,
      updated_at integer not null
    )`,
    'create unique index clients_by_client_id on clients (service_id, client_id)',
  ],
};
