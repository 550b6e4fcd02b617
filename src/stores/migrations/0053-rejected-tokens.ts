import type { Migration } from '../noun.ts';

/** Access tokens that were refused where they were used. */
export const rejectedTokens: Migration = {
  number: 53,
  name: 'rejected_tokens',
  statements: ['alter table connections add column rejected_at integer'],
};
