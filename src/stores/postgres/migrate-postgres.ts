import type { ClientBase } from 'pg';
import { pendingMigrations, schemaMigrationsTable } from '../migrations/pending-migrations.ts';
import type { Migration } from '../noun.ts';

/** Any number that is ours alone: "grantry" as letters of a telephone. */
const advisoryLock = 4_726_879;

/** The types of PostgreSQL: `integer` has 64 bits as in SQLite, and text sorts by character code, as time-ordered keys do. */
export const asPostgres = (statement: string): string =>
  statement.replace(/\binteger\b/g, 'bigint').replace(/\btext\b/g, 'text collate "C"');

/** Runs the migrations that the database has not seen, all or none, while every other node waits. */
export async function migratePostgres(client: ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(${advisoryLock})`);
    await client.query(asPostgres(schemaMigrationsTable));
    const { rows } = await client.query<{ number: number }>('select number from schema_migrations');
    for (const { number, name, statements } of pendingMigrations(
      migrations,
      rows.map((row) => row.number),
    )) {
      for (const statement of statements) await client.query(asPostgres(statement));
      await client.query('insert into schema_migrations (number, name, applied_at) values ($1, $2, extract(epoch from now())::bigint)', [
        number,
        name,
      ]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
