import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit } from '../../protocol/commit.ts';
import type { Sha256 } from '../../protocol/mint.ts';
import type { Clock } from '../../protocol/units.ts';
import type { IdentityChange } from '../changes.ts';
import type { AuditTrail, IdentityFacts } from '../ports.ts';
import { chainEvents, type TimedEntry } from './chain.ts';
import { countRepeats } from './repeats.ts';

/** What the trail is written with. */
export interface AuditTrailOptions {
  readonly facts: Pick<IdentityFacts, 'findAuditHead'>;
  readonly commit: Commit<IdentityChange>;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** Told when the store failed; the entries are kept and tried again. It must not throw. */
  readonly onFailure: (error: unknown) => void;
  /** How long to wait after a failure of the store, in milliseconds. @default 1000 */
  readonly retryMilliseconds?: number;
}

/** A trail that can be waited for, at shutdown and in tests. */
export interface FlushableAuditTrail extends AuditTrail {
  /** Settles once everything recorded so far is kept. */
  flush(): Promise<void>;
}

/** What repeats within a second is written when it is over. */
const repeatsEveryMilliseconds = 1000;

/** Links of one commit: few enough for a short transaction, many enough to keep up. */
const batchSize = 64;

/**
 * Makes the trail. One writer per process takes entries in order; between processes the next place in the chain goes to whoever
 * commits first, and the other chains anew to what is then the newest link.
 *
 * Events that come by the thousand do not become links by the thousand: of those that are alike, the first of each second is written at
 * once, and the rest of them as one link with their number.
 */
export function createAuditTrail(options: AuditTrailOptions): FlushableAuditTrail {
  const { facts, commit, clock, sha256, onFailure, retryMilliseconds = 1000 } = options;
  const waiting: TimedEntry[] = [];
  const repeats = countRepeats();
  let repeatsTimer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  const writeBatch = async (): Promise<void> => {
    const batch = waiting.slice(0, batchSize);
    const events = chainEvents(await facts.findAuditHead(), batch, sha256);
    const { outcome } = await commit(events.map((event) => ({ change: 'insert_audit_event', event })));
    if (outcome === 'committed') waiting.splice(0, batch.length);
  };

  const writeAll = async (): Promise<void> => {
    // Entries of one turn travel together.
    await Promise.resolve();
    while (waiting.length > 0) {
      try {
        await writeBatch();
      } catch (error) {
        onFailure(error);
        await sleep(retryMilliseconds, undefined, { ref: false });
      }
    }
    writing = undefined;
  };

  const write = (...entries: readonly TimedEntry[]): void => {
    waiting.push(...entries);
    if (waiting.length > 0) writing ??= writeAll();
  };
  const writeRepeats = (): void => {
    clearTimeout(repeatsTimer);
    repeatsTimer = undefined;
    write(...repeats.take());
  };

  return {
    record: (entry) => {
      const timed = { entry, at: clock() };
      if (repeats.count(timed)) repeatsTimer ??= setTimeout(writeRepeats, repeatsEveryMilliseconds).unref();
      else write(timed);
    },
    flush: () => {
      writeRepeats();
      return writing ?? Promise.resolve();
    },
  };
}
