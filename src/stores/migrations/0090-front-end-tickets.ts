import type { Migration } from '../noun.ts';

/** What front ends keep with authorization requests, and what clients signed of them. */
export const frontEndTickets: Migration = {
  number: 90,
  name: 'front-end tickets',
  statements: [
    'alter table authorization_tickets add column request_payload text',
    'alter table authorization_tickets add column context text',
  ],
};
