import type { Migration } from '../noun.ts';

/** How people signed in, and what applications know their sessions by. */
export const sessionAuthentication: Migration = {
  number: 83,
  name: 'session authentication',
  statements: ['alter table sessions add column sid text', 'alter table sessions add column amr text'],
};
