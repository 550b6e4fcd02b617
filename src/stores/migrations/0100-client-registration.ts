import type { Migration } from '../noun.ts';

/** How clients come without an operator: what is kept of those that did, and the rules of their services. */
export const clientRegistration: Migration = {
  number: 100,
  name: 'client registration',
  statements: [
    'alter table clients add column registration text',
    'alter table clients add column used_at integer',
    'create index clients_by_source on clients (service_id, source, created_at)',
    'alter table services add column registration_rules text',
  ],
};
