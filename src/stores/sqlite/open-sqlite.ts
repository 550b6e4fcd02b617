import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { createBindChanges } from '../bind-changes.ts';
import { trackCommits } from '../commits-under-way.ts';
import type { Database } from '../database.ts';
import type { DriverSettings } from '../driver-settings.ts';
import { createAsk } from './ask.ts';
import { GroupCommit } from './group-commit.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { isBusy } from './sqlite-error.ts';
import { createWriteStatement } from './write-statement.ts';

/**
 * How long a statement holds the event loop to wait for another process's lock. Longer waits are spent outside of it: see
 * {@link GroupCommit}.
 */
const busyTimeoutMilliseconds = 100;

/** A start may wait longer: another process may be migrating. */
const startTimeoutMilliseconds = 30_000;

/** Enough for the upper levels of every tree; the pages below are in the system's own cache, a read away. */
const cacheKibibytes = 16 * 1024;

/**
 * Opens, or makes, the SQLite database at `path`, and migrates it. `:memory:` is a database of its own that ends with the process.
 *
 * The write-ahead log lets reads go on beside the one writer; `synchronous=FULL` flushes it at every commit, so that what was
 * acknowledged survives a power cut.
 *
 * @throws ConfigurationError when the file cannot be used
 */
export async function openSqlite(path: string, { nouns, migrations, sealer, onCommit }: DriverSettings): Promise<Database> {
  const connection = connect(path);
  try {
    await useWriteAheadLog(connection, path);
    connection.exec(
      `pragma synchronous = full; pragma cache_size = -${cacheKibibytes}; pragma wal_autocheckpoint = 1000; pragma temp_store = memory`,
    );
    migrateSqlite(connection, migrations);
    connection.exec(`pragma busy_timeout = ${busyTimeoutMilliseconds}`);
  } catch (error) {
    connection.close();
    throw error;
  }

  const groupCommit = new GroupCommit(connection, onCommit);
  const bind = createBindChanges(nouns, sealer, (write) => createWriteStatement(connection, write));
  const commits = trackCommits(bind, (writes) => groupCommit.submit(writes));
  return {
    ...createAsk(connection, sealer),
    commit: commits.commit,
    close: async () => {
      await commits.finish();
      if (connection.isOpen) connection.close();
    },
  };
}

function connect(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      // Made by us and not by SQLite, which would let everyone read it.
      closeSync(openSync(path, 'a', 0o600));
    }
    return new DatabaseSync(path, { timeout: startTimeoutMilliseconds });
  } catch (error) {
    throw unusable(path, error);
  }
}

/** Two processes that start at once may both find the log being made: SQLite does not wait for that lock by itself. */
async function useWriteAheadLog(connection: DatabaseSync, path: string): Promise<void> {
  const deadline = performance.now() + startTimeoutMilliseconds;
  for (;;) {
    try {
      const mode = connection.prepare('pragma journal_mode = wal').get()?.journal_mode;
      if (mode === 'wal' || path === ':memory:') return;
      throw new Error(`the file system keeps no write-ahead log (journal mode ${mode})`);
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw unusable(path, error);
      await pause(20);
    }
  }
}

const unusable = (path: string, error: unknown): ConfigurationError => {
  const found = `sqlite:${path}, which cannot be used (${error instanceof Error ? error.message : String(error)})`;
  return new ConfigurationError(
    'GRANTRY_DATABASE',
    found,
    'sqlite:<path> of a database, or of a new file on a local disk that may be written',
  );
};
