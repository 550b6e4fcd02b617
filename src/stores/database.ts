import type { CommitOutcome } from '../protocol/commit.ts';
import type { AskMany, AskOne } from './noun.ts';

/** Any room's change: its name finds the write that keeps it. */
export interface AnyChange {
  readonly change: string;
}

/**
 * A database that keeps the nouns, whichever it is. A room's `Commit` is `database.commit`; its facts are composed of reads.
 *
 * @example
 * const facts: EngineFacts = { findCode: (id) => database.askOne(findCode, { id }) };
 */
export interface Database {
  /** Keeps all changes or none: the contract of `Commit` in `protocol/commit.ts`, for the changes of every registered noun. */
  commit<Change extends AnyChange>(changes: readonly Change[]): Promise<CommitOutcome>;
  /** Asks a read whose answer is `one`. At once from SQLite; the questions of one turn travel together to PostgreSQL. */
  readonly askOne: AskOne;
  /** Asks a read whose answer is `many`. */
  readonly askMany: AskMany;
  /** Reads the server's clock, in milliseconds since 1970. Not there where the database is in our own process. */
  readonly readClock?: () => Promise<number>;
  /** Finishes what was handed in, then lets go of the database. Nothing may be asked afterwards; closing again is harmless. */
  close(): Promise<void>;
}

/** What one transaction carried, for metrics. */
export interface CommitObservation {
  readonly requests: number;
  readonly writes: number;
  readonly milliseconds: number;
}

/** Told of every transaction that was committed. It must not throw. */
export type OnCommit = (observation: CommitObservation) => void;
