import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { migrations } from '../migrations/registry.ts';
import { nouns } from '../nouns/registry.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { sqliteWriteSql } from './write-statement.ts';

const connection = new DatabaseSync(':memory:');
migrateSqlite(connection, migrations);

for (const noun of nouns) {
  test(`SQLite understands every write of ${noun.name}`, () => {
    for (const [change, write] of Object.entries(noun.writes)) {
      assert.doesNotThrow(() => connection.prepare(sqliteWriteSql(write)), change);
    }
  });

  test(`the sealed columns and the sweep of ${noun.name} are there`, () => {
    for (const { table, column, row } of noun.sealed) connection.prepare(`select ${row}, ${column} from ${table}`);
    if (noun.sweep !== undefined) connection.prepare(`select ${noun.sweep.key} from ${noun.sweep.table} where ${noun.sweep.where}`);
  });
}

test('migrations ascend, and none has the number of another', () => {
  const numbers = migrations.map(({ number }) => number);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  );
});

test('every table is strict', () => {
  const tables = connection.prepare("select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%'").all();
  assert.deepEqual(
    tables.filter((table) => table.strict !== 1).map((table) => table.name),
    [],
  );
});
