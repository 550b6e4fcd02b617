import type { Migration } from '../noun.ts';

/** What is set of providers over the REST API and in the console, and the number by which every node notices changes. */
export const providerSettings: Migration = {
  number: 55,
  name: 'provider settings',
  statements: [
    `create table provider_settings (
      id text primary key,
      settings text not null,
      client_secret text,
      version integer not null,
      created_at integer not null,
      updated_at integer not null,
      updated_by text not null
    )`,
    'create table provider_versions (singleton integer primary key, version integer not null)',
  ],
};
