import type { CommitOutcome } from '../protocol/commit.ts';
import type { BindChanges, BoundWrite } from './bind-changes.ts';
import type { Database } from './database.ts';

/** The commit of a driver, and the wait for those that are not settled yet. */
export interface CommitsUnderWay {
  readonly commit: Database['commit'];
  /** Settles when every commit handed in so far did. */
  finish(): Promise<void>;
}

/** Takes changes apart, submits them, and knows which are still under way: closing a database waits for them. */
export function trackCommits<Statement>(
  bind: BindChanges<Statement>,
  submit: (writes: readonly BoundWrite<Statement>[]) => Promise<CommitOutcome>,
): CommitsUnderWay {
  const underWay = new Set<Promise<CommitOutcome>>();
  return {
    commit: async (changes) => {
      if (changes.length === 0) return { outcome: 'committed' };
      const bound = bind(changes);
      const committing = bound instanceof Promise ? bound.then(submit) : submit(bound);
      underWay.add(committing);
      try {
        return await committing;
      } finally {
        underWay.delete(committing);
      }
    },
    finish: async () => {
      await Promise.allSettled(underWay);
    },
  };
}
