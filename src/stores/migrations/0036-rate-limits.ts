import type { Migration } from '../noun.ts';

/** How often each key was tried. */
export const rateLimits: Migration = {
  number: 36,
  name: 'rate limits',
  statements: [
    `create table rate_limits (
      key text primary key,
      window_start integer not null,
      window_end integer not null,
      spent integer not null,
      allowed integer not null
    )`,
    'create index rate_limits_by_end on rate_limits (window_end)',
  ],
};
