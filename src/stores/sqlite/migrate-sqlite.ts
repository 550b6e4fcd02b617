import type { DatabaseSync } from 'node:sqlite';
import { pendingMigrations, schemaMigrationsTable } from '../migrations/pending-migrations.ts';
import type { Migration } from '../noun.ts';

const asStrict = (statement: string): string => (/^\s*create table/i.test(statement) ? `${statement} strict` : statement);

/** Runs the migrations that the database has not seen, all or none, while every other process waits. */
export function migrateSqlite(connection: DatabaseSync, migrations: readonly Migration[]): void {
  connection.exec('begin immediate');
  try {
    connection.exec(asStrict(schemaMigrationsTable));
    const applied = connection.prepare('select number from schema_migrations').all();
    const record = connection.prepare('insert into schema_migrations (number, name, applied_at) values (?, ?, unixepoch())');
    for (const { number, name, statements } of pendingMigrations(
      migrations,
      applied.map((row) => Number(row.number)),
    )) {
      for (const statement of statements) connection.exec(asStrict(statement));
      record.run(number, name);
    }
    connection.exec('commit');
  } catch (error) {
    if (connection.isTransaction) connection.exec('rollback');
    throw error;
  }
}
