import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CommitOutcome } from '../../protocol/commit.ts';
import type { BoundWrite } from '../bind-changes.ts';
import type { OnCommit } from '../database.ts';
import { isBusy } from './sqlite-error.ts';
import type { WriteStatement } from './write-statement.ts';

/** The writes of one commit. */
export type RequestWrites = readonly BoundWrite<WriteStatement>[];

interface Request {
  readonly writes: RequestWrites;
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

/** What became of a request inside the transaction that is not yet committed. */
type Applied = CommitOutcome | { readonly outcome: 'failed'; readonly error: unknown };

/** More requests than this wait for the next transaction, so that reads and sockets get their turn. */
const maxRequests = 512;

/** How long a transaction waits for another process's before it gives up. */
const maxWaitMilliseconds = 10_000;

/** The pause before the lock is tried again. The driver itself has waited for it already, with the event loop held. */
const pauseMilliseconds = (): number => 1 + Math.random() * 15;

/**
 * Commits what arrives in one turn of the event loop as one transaction, so that one flush to the disk answers for many requests.
 * Each request with several writes stands behind a savepoint of its own; a single write is atomic as it is.
 */
export class GroupCommit {
  readonly #connection: DatabaseSync;
  readonly #onCommit: OnCommit | undefined;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #savepoint: StatementSync;
  readonly #release: StatementSync;
  readonly #rollbackToSavepoint: StatementSync;
  #waiting: Request[] = [];
  #isScheduled = false;
  #busySince: number | undefined;

  constructor(connection: DatabaseSync, onCommit: OnCommit | undefined) {
    this.#connection = connection;
    this.#onCommit = onCommit;
    this.#begin = connection.prepare('begin immediate');
    this.#commit = connection.prepare('commit');
    this.#savepoint = connection.prepare('savepoint request');
    this.#release = connection.prepare('release request');
    this.#rollbackToSavepoint = connection.prepare('rollback to request');
  }

  /** Hands writes in. Settles after the transaction that carried them is on disk. */
  submit(writes: RequestWrites): Promise<CommitOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    const requests = this.#waiting.splice(0, maxRequests);
    try {
      this.#begin.run();
      this.#busySince = undefined;
    } catch (error) {
      this.#postpone(requests, error);
      return;
    }
    if (this.#waiting.length > 0) this.#schedule();
    this.#transact(requests);
  }

  /** The lock was not to be had. Nothing was written: the requests may wait, but not for ever. */
  #postpone(requests: readonly Request[], error: unknown): void {
    this.#busySince ??= performance.now();
    if (!isBusy(error) || performance.now() - this.#busySince > maxWaitMilliseconds) {
      this.#busySince = undefined;
      for (const { reject } of requests) reject(error);
      if (this.#waiting.length > 0) this.#schedule();
      return;
    }
    this.#waiting.unshift(...requests);
    this.#isScheduled = true;
    setTimeout(() => this.#flush(), pauseMilliseconds());
  }

  #transact(requests: readonly Request[]): void {
    const started = performance.now();
    let outcomes: readonly Applied[];
    try {
      outcomes = requests.map(({ writes }) => this.#apply(writes));
      this.#commit.run();
    } catch (error) {
      if (this.#connection.isTransaction) this.#connection.exec('rollback');
      for (const { reject } of requests) reject(error);
      return;
    }
    const writes = requests.reduce((sum, request) => sum + request.writes.length, 0);
    this.#onCommit?.({ requests: requests.length, writes, milliseconds: performance.now() - started });
    for (const [index, { resolve, reject }] of requests.entries()) {
      const applied = outcomes[index];
      if (applied?.outcome === 'failed') reject(applied.error);
      else if (applied !== undefined) resolve(applied);
    }
  }

  /** Applies one request, or takes back what it did. Throws when the whole transaction is lost. */
  #apply(writes: RequestWrites): Applied {
    const isSeveral = writes.length > 1;
    if (isSeveral) this.#savepoint.run();
    const applied = this.#run(writes);
    if (isSeveral) {
      if (applied.outcome !== 'committed') this.#rollbackToSavepoint.run();
      this.#release.run();
    }
    return applied;
  }

  #run(writes: RequestWrites): Applied {
    try {
      const lost = writes.find(({ statement, values }) => !statement.run(values));
      return lost === undefined ? { outcome: 'committed' } : { outcome: 'conflict', change: lost.statement.change };
    } catch (error) {
      // Disk full and the like end the transaction, and with it the work of every request in it.
      if (!this.#connection.isTransaction) throw error;
      return { outcome: 'failed', error };
    }
  }
}
