import type { Migration } from '../noun.ts';

/** How the people behind codes and grants signed in, and what clients know their sessions by. */
export const authentication: Migration = {
  number: 23,
  name: 'authentication',
  statements: ['authorization_codes', 'grants'].flatMap((table) => [
    `alter table ${table} add column acr text`,
    `alter table ${table} add column amr text`,
    `alter table ${table} add column session_id text`,
  ]),
};
