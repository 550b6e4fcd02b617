import type { Migration } from '../noun.ts';

/** Services. */
export const services: Migration = {
  number: 11,
  name: 'services',
  statements: [
    `create table services (
      id integer primary key,
      name text not null,
      issuer text not null,
      access_token_format text not null,
      code_lifetime integer not null,
      access_token_lifetime integer not null,
      refresh_token_lifetime integer not null,
      refresh_leeway integer not null,
      scopes text not null,
      resources text
    )`,
    'create unique index services_by_issuer on services (issuer)',
  ],
};
