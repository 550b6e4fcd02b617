import type { Connection } from './connection.ts';

/** What a connection is like before anything was done with its tokens. */
export const untried: Pick<
  Connection,
  'generation' | 'attempt' | 'lease' | 'intentAt' | 'failure' | 'lastRefreshedAt' | 'lastValidatedAt' | 'lastUsedAt' | 'rejectedAt'
> = {
  generation: 1,
  attempt: 1,
  lease: undefined,
  intentAt: undefined,
  failure: undefined,
  lastRefreshedAt: undefined,
  lastValidatedAt: undefined,
  lastUsedAt: undefined,
  rejectedAt: undefined,
};
