import type { Migration } from '../noun.ts';

/** Several accounts of one user at one provider: which is which, how each came here, and which is meant when none is named. */
export const accounts: Migration = {
  number: 52,
  name: 'accounts',
  statements: [
    'alter table connections add column account_id text',
    "alter table connections add column kind text not null default 'oauth'",
    'alter table connections add column chosen_at integer not null default 0',
    'alter table connect_states add column another integer not null default 0',
  ],
};
