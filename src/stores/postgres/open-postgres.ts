import type { Pool } from 'pg';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { createBindChanges } from '../bind-changes.ts';
import { trackCommits } from '../commits-under-way.ts';
import type { Database } from '../database.ts';
import type { DriverSettings } from '../driver-settings.ts';
import { createAsk } from './ask.ts';
import { BatchCommit } from './batch-commit.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { createPool, describeUrl } from './pool.ts';
import { isConnectionError } from './postgres-error.ts';
import { retry } from './retry.ts';
import { createWriteStatement } from './write-statement.ts';

/** How long a start waits for a database that is starting too. */
const startWaitMilliseconds = 5_000;

/**
 * Opens the PostgreSQL database at `url`, and migrates it.
 *
 * @throws ConfigurationError when the URL is not understood, or the server does not serve it
 */
export async function openPostgres(url: string, { nouns, migrations, sealer, onCommit }: DriverSettings): Promise<Database> {
  const pool = createPool(url);
  try {
    await migrate(pool, url, migrations);
  } catch (error) {
    await pool.end();
    throw error;
  }

  const batchCommit = new BatchCommit(pool, onCommit);
  const bind = createBindChanges(nouns, sealer, createWriteStatement);
  const commits = trackCommits(bind, (writes) => batchCommit.submit(writes));
  return {
    ...createAsk(pool, sealer),
    commit: commits.commit,
    readClock: () => readClock(pool),
    close: async () => {
      await commits.finish();
      if (!pool.ending) await pool.end();
    },
  };
}

async function readClock(pool: Pool): Promise<number> {
  const { rows } = await pool.query<[number]>({ text: 'select (extract(epoch from clock_timestamp()) * 1000)::bigint', rowMode: 'array' });
  const [[milliseconds] = []] = rows;
  if (milliseconds === undefined) throw new Error('the server tells no time');
  return milliseconds;
}

async function migrate(pool: Pool, url: string, migrations: DriverSettings['migrations']): Promise<void> {
  const client = await retry(() => pool.connect(), isConnectionError, startWaitMilliseconds).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(
      'GRANTRY_DATABASE',
      `${describeUrl(url)}, which does not serve us (${why})`,
      'the URL of a PostgreSQL database that is up and lets its user in',
    );
  });
  try {
    await migratePostgres(client, migrations);
  } finally {
    client.release();
  }
}
