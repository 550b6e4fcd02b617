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
interface Applied {
  readonly result: CommitOutcome | { readonly outcome: 'failed'; readonly error: unknown };
  /** Whether it did not succeed, and left something written. */
  readonly isTorn: boolean;
}

const whole: Applied = { result: { outcome: 'committed' }, isTorn: false };

/** More requests than this wait for the next transaction, so that reads and sockets get their turn. */
const maxRequests = 512;

/** How long a transaction waits for another process's before it gives up. */
const maxWaitMilliseconds = 10_000;

/** The pause before the lock is tried again. The driver itself has waited for it already, with the event loop held. */
const pauseMilliseconds = (): number => 1 + Math.random() * 15;

/**
 * Commits what arrives in one turn of the event loop as one transaction, so that one flush to the disk answers for many requests.
 *
 * Nearly every request succeeds, so they are applied one after the other with nothing between them. Only when one turns out to be torn,
 * the transaction is taken back and begun again, this time with each request behind a savepoint of its own: a savepoint keeps a copy of
 * every page that is changed after it, which costs as much as the change.
 */
export class GroupCommit {
  readonly #connection: DatabaseSync;
  readonly #onCommit: OnCommit | undefined;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
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
    this.#rollback = connection.prepare('rollback');
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
    if (requests.length === 0 || !this.#beginFor(requests)) return;
    if (this.#waiting.length > 0) this.#schedule();
    this.#transact(requests);
  }

  #beginFor(requests: readonly Request[]): boolean {
    try {
      this.#begin.run();
      this.#busySince = undefined;
      return true;
    } catch (error) {
      this.#postpone(requests, error);
      return false;
    }
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
    let applied: readonly Applied[] | undefined;
    try {
      applied = this.#applyTogether(requests);
      if (applied === undefined) {
        this.#rollback.run();
        if (!this.#beginFor(requests)) return;
        applied = requests.map(({ writes }) => this.#applyApart(writes));
      }
      this.#commit.run();
    } catch (error) {
      if (this.#connection.isTransaction) this.#rollback.run();
      for (const { reject } of requests) reject(error);
      return;
    }
    const writes = requests.reduce((sum, request) => sum + request.writes.length, 0);
    this.#onCommit?.({ requests: requests.length, writes, milliseconds: performance.now() - started });
    for (const [index, { resolve, reject }] of requests.entries()) {
      const result = applied[index]?.result;
      if (result?.outcome === 'failed') reject(result.error);
      else if (result !== undefined) resolve(result);
    }
  }

  /** Applies requests one after the other; undefined as soon as one is torn, which only the end of the transaction mends. */
  #applyTogether(requests: readonly Request[]): readonly Applied[] | undefined {
    const all: Applied[] = [];
    for (const { writes } of requests) {
      const applied = this.#run(writes);
      if (applied.isTorn) return undefined;
      all.push(applied);
    }
    return all;
  }

  /** Applies one request, or takes back what it did. Throws when the whole transaction is lost. */
  #applyApart(writes: RequestWrites): Applied {
    const isSeveral = writes.length > 1; // a single write is atomic as it is
    if (isSeveral) this.#savepoint.run();
    const applied = this.#run(writes);
    if (isSeveral) {
      if (applied.isTorn) this.#rollbackToSavepoint.run();
      this.#release.run();
    }
    return applied;
  }

  #run(writes: RequestWrites): Applied {
    let isTorn = false;
    try {
      for (const { statement, values } of writes) {
        if (!statement.run(values)) return { result: { outcome: 'conflict', change: statement.change }, isTorn };
        isTorn = true;
      }
      return whole;
    } catch (error) {
      // Disk full and the like end the transaction, and with it the work of every request in it.
      if (!this.#connection.isTransaction) throw error;
      return { result: { outcome: 'failed', error }, isTorn };
    }
  }
}
