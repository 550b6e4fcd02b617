import type { Migration } from '../noun.ts';

/** How clients take part in logging out. */
export const clientLogout: Migration = {
  number: 25,
  name: 'client logout',
  statements: ['alter table clients add column logout_rules text'],
};
