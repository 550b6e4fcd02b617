import type { IdentityChange } from '../../identity/changes.ts';
import type { Noun, Writes } from '../noun.ts';

type RateLimitChange = Extract<IdentityChange, { change: 'spend_attempt' }>;

const writes: Writes<RateLimitChange> = {
  spend_attempt: {
    kind: 'insert',
    table: 'rate_limits',
    parameters: { key: 'text', window_start: 'integer', window_end: 'integer', spent: 'integer', allowed: 'integer' },
    key: ['key'],
    // A later window begins anew. A node whose clock is behind spends from the window that is there.
    otherwise: `on conflict (key) do update set
        spent = case when rate_limits.window_start < excluded.window_start then 1 else rate_limits.spent + 1 end,
        window_start = case when rate_limits.window_start < excluded.window_start then excluded.window_start else rate_limits.window_start end,
        window_end = case when rate_limits.window_start < excluded.window_start then excluded.window_end else rate_limits.window_end end
      where rate_limits.window_start < excluded.window_start or rate_limits.spent < excluded.allowed`,
    expects: 'one',
    bind: ({ key, windowStart, windowEnd, limit }) => ({
      key,
      window_start: windowStart,
      window_end: windowEnd,
      spent: 1,
      allowed: limit,
    }),
  },
};

/** How often each key was tried in its latest window. */
export const rateLimits: Noun = {
  name: 'rate_limits',
  writes,
  sealed: [],
  sweep: { table: 'rate_limits', key: 'key', where: 'window_end < :before' },
};
