import type { Migration } from '../noun.ts';

/** The clients that a person's sessions reached, and what they are to be told when one ends. */
export const sessionClients: Migration = {
  number: 26,
  name: 'session clients',
  statements: [
    `create table session_clients (
      sid text not null,
      client_number integer not null,
      service_id integer not null,
      subject text not null,
      reached_at integer not null,
      ended_at integer,
      attempts integer not null,
      next_attempt_at integer,
      primary key (sid, client_number)
    )`,
    'create index session_clients_by_subject on session_clients (subject)',
    'create index session_clients_by_reach on session_clients (reached_at)',
    'create index session_clients_by_attempt on session_clients (next_attempt_at) where next_attempt_at is not null',
  ],
};
