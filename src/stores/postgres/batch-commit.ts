import type { Pool } from 'pg';
import type { CommitOutcome } from '../../protocol/commit.ts';
import type { BoundWrite } from '../bind-changes.ts';
import type { OnCommit } from '../database.ts';
import { isConnectionError, isTaken, isTransient } from './postgres-error.ts';
import { retry } from './retry.ts';
import { type BatchProgress, type BatchResult, runBatch } from './run-batch.ts';
import type { WriteStatement } from './write-statement.ts';

interface Request {
  readonly writes: readonly BoundWrite<WriteStatement>[];
  /** What the writes touch, by kind and key. */
  readonly keys: readonly string[];
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

/** While one batch is flushed by the server the next is on its way; a third would only make batches smaller. */
const maxBatchesUnderWay = 2;

const maxRequests = 512;

/** How often a request looks again for a unique value that was just taken: a write whose condition does not name it would look for ever. */
const maxLooks = 3;

/** Sends the commits of one turn of the event loop, and those that gather while two batches are under way, as one batch. */
export class BatchCommit {
  readonly #pool: Pool;
  readonly #onCommit: OnCommit | undefined;
  #waiting: Request[] = [];
  #isScheduled = false;
  #underWay = 0;
  /** Keys of the batches under way: a request for one of them waits here, and not for a lock with a batch behind it. */
  readonly #keysUnderWay = new Set<string>();

  constructor(pool: Pool, onCommit: OnCommit | undefined) {
    this.#pool = pool;
    this.#onCommit = onCommit;
  }

  /** Hands writes in. Settles after the batch that carried them is durable. */
  submit(writes: readonly BoundWrite<WriteStatement>[]): Promise<CommitOutcome> {
    const keys = writes.map(({ statement, values }) => `${statement.change} ${statement.keyOf(values)}`);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes, keys, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#sendNext();
    });
  }

  #sendNext(): void {
    if (this.#underWay === maxBatchesUnderWay || this.#waiting.length === 0) return;
    const batch = this.#takeBatch();
    if (batch.length === 0) return;
    this.#underWay += 1;
    void this.#send(batch).finally(() => {
      this.#underWay -= 1;
      for (const { keys } of batch) for (const key of keys) this.#keysUnderWay.delete(key);
      this.#schedule();
    });
    if (this.#waiting.length > 0) this.#sendNext();
  }

  /** Takes requests in their order, and leaves those behind that touch what another one does. */
  #takeBatch(): readonly Request[] {
    const batch: Request[] = [];
    const left: Request[] = [];
    const keysLeft = new Set<string>();
    for (const request of this.#waiting) {
      const isFree = request.keys.every((key) => !this.#keysUnderWay.has(key) && !keysLeft.has(key));
      if (isFree && batch.length < maxRequests) {
        batch.push(request);
        for (const key of request.keys) this.#keysUnderWay.add(key);
      } else {
        left.push(request);
        for (const key of request.keys) keysLeft.add(key);
      }
    }
    this.#waiting = left;
    return batch;
  }

  /** Brings a batch to its end. It never rejects: each request is told its own outcome. */
  async #send(batch: readonly Request[]): Promise<void> {
    try {
      let remaining = batch;
      while (remaining.length > 0) {
        const { isCommitted, lost } = await this.#run(remaining);
        for (const [request, change] of lost) request.resolve({ outcome: 'conflict', change });
        remaining = remaining.filter((request) => !lost.has(request));
        if (!isCommitted) continue;
        for (const { resolve } of remaining) resolve({ outcome: 'committed' });
        return;
      }
    } catch (error) {
      if (batch.length === 1 || isConnectionError(error)) for (const { reject } of batch) reject(error);
      // One request made the server refuse the batch. Alone, each gets what it deserves.
      else for (const request of batch) await this.#send([request]);
    }
  }

  /** Runs a batch once, on a connection of its own. Until a commit was sent, what went wrong may be tried again. */
  #run(batch: readonly Request[]): Promise<BatchResult<Request>> {
    let progress: BatchProgress = { mayBeCommitted: false };
    let looks = 0;
    const attempt = async (): Promise<BatchResult<Request>> => {
      progress = { mayBeCommitted: false };
      const client = await this.#pool.connect();
      const started = performance.now();
      try {
        const result = await runBatch(client, batch, progress);
        client.release();
        if (result.isCommitted) this.#observe(batch, result, performance.now() - started);
        return result;
      } catch (error) {
        client.release(isConnectionError(error));
        throw error;
      }
    };
    const isWorthIt = (error: unknown): boolean =>
      isTransient(error) || (isTaken(error) && ++looks < maxLooks) || (isConnectionError(error) && !progress.mayBeCommitted);
    return retry(attempt, isWorthIt);
  }

  #observe(batch: readonly Request[], { lost }: BatchResult<Request>, milliseconds: number): void {
    const kept = batch.filter((request) => !lost.has(request));
    const writes = kept.reduce((sum, request) => sum + request.writes.length, 0);
    this.#onCommit?.({ requests: batch.length, writes, milliseconds });
  }
}
