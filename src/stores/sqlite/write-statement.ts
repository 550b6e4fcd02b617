import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { NamedWrite } from '../bind-changes.ts';
import type { StoredValue } from '../encode-value.ts';
import type { Write } from '../noun.ts';
import { spellParameters } from '../parameters.ts';

/** A write as one held statement. */
export interface WriteStatement {
  readonly change: string;
  /** Runs it. False when it touched no row and had to. */
  run(values: readonly StoredValue[]): boolean;
}

/** The SQL of a write, with numbered parameters. */
// biome-ignore lint/suspicious/noExplicitAny: only the text of the write is read here
export function sqliteWriteSql(write: Write<any>): string {
  const names = Object.keys(write.parameters);
  const spell = (sql: string): string => spellParameters(sql, names, (_, index) => `?${index + 1}`);
  switch (write.kind) {
    case 'insert': {
      const values = names.map((_, index) => `?${index + 1}`).join(', ');
      // The parser takes "on conflict" after a bare select for a join: the condition is always there.
      const source = write.where === undefined ? `values (${values})` : `select ${values} where ${spell(write.where)}`;
      return `insert into ${write.table} (${names.join(', ')}) ${source} ${write.otherwise ?? 'on conflict do nothing'}`;
    }
    case 'update':
      return `update ${write.table} set ${spell(write.set ?? '')} where ${spell(write.where ?? 'true')}`;
    case 'delete':
      return `delete from ${write.table} where ${spell(write.where ?? 'true')}`;
  }
}

/** Prepares a write at its first use: a start should not pay for statements it does not run. */
export function createWriteStatement(connection: DatabaseSync, { change, write }: NamedWrite): WriteStatement {
  const sql = sqliteWriteSql(write);
  const mustTouch = write.expects === 'one';
  let statement: StatementSync | undefined;
  return {
    change,
    run: (values) => {
      statement ??= connection.prepare(sql);
      const { changes } = statement.run(...values);
      return !mustTouch || changes !== 0;
    },
  };
}
