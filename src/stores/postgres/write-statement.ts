import type { NamedWrite } from '../bind-changes.ts';
import type { StoredValue } from '../encode-value.ts';
import type { ColumnType, Write } from '../noun.ts';
import { spellParameters } from '../parameters.ts';

/** A row of a write's answer: the number of the request's row for updates and deletes, the key's values for inserts. */
export type TouchedRow = readonly (string | number)[];

/** All writes of one kind as one statement over arrays. */
export interface WriteStatement {
  readonly change: string;
  /** The prepared statement's name. */
  readonly name: string;
  readonly sql: string;
  readonly mustTouch: boolean;
  /** What names the row: writes with equal keys do not share a batch. */
  keyOf(values: readonly StoredValue[]): string;
  /** Turns rows of values into one array for each parameter. */
  toArrays(rows: readonly (readonly StoredValue[])[]): readonly (readonly StoredValue[])[];
  /** Which of the rows, by index, touched something. */
  readTouched(answer: readonly TouchedRow[], rows: readonly (readonly StoredValue[])[]): ReadonlySet<number>;
}

/** How the arrays of a parameter are typed: numbers and booleans are `bigint`, all else is text. */
export const arrayTypeOf = (type: ColumnType): string => (type === 'integer' || type === 'boolean' ? 'bigint[]' : 'text[]');

// biome-ignore lint/suspicious/noExplicitAny: only the text of the write is read here
type AnyWrite = Write<any>;

/** The rows of the batch as a table `p` whose columns are `p_name`, so that bare names in a noun's SQL mean the table's own columns. */
function batchOf({ parameters }: AnyWrite): string {
  const types = Object.entries(parameters);
  if (types.length === 0) return '(select 1 as batch_row) as p';
  const arrays = types.map(([, type], index) => `$${index + 1}::${arrayTypeOf(type)}`);
  const columns = types.map(([name]) => `p_${name}`);
  return `unnest(${arrays.join(', ')}) with ordinality as p(${columns.join(', ')}, batch_row)`;
}

/** The SQL of all writes of one kind. */
export function postgresWriteSql(write: AnyWrite): string {
  const names = Object.keys(write.parameters);
  const spell = (sql: string): string => spellParameters(sql, names, (name) => `p.p_${name}`);
  const where = spell(write.where ?? 'true');
  switch (write.kind) {
    case 'insert':
      return `insert into ${write.table} (${names.join(', ')}) select ${names.map((name) => `p.p_${name}`).join(', ')} from ${batchOf(write)}
        where ${where} ${write.otherwise ?? 'on conflict do nothing'} returning ${write.key.join(', ')}`;
    case 'update':
      return `update ${write.table} set ${spell(write.set ?? '')} from ${batchOf(write)} where ${where} returning p.batch_row`;
    case 'delete':
      return `delete from ${write.table} using ${batchOf(write)} where ${where} returning p.batch_row`;
  }
}

/** Makes the statement of a write. */
export function createWriteStatement({ change, write }: NamedWrite): WriteStatement {
  const names = Object.keys(write.parameters);
  const keyIndexes = write.key.map((name) => {
    const index = names.indexOf(name);
    if (index === -1) throw new Error(`the key ${name} of ${change} is not one of its parameters`);
    return index;
  });
  const keyOf = (values: readonly StoredValue[]): string => JSON.stringify(keyIndexes.map((index) => values[index]));
  return {
    change,
    name: `write ${change}`,
    sql: postgresWriteSql(write),
    mustTouch: write.expects === 'one',
    keyOf,
    toArrays: (rows) => names.map((_, index) => rows.map((values) => values[index] ?? null)),
    readTouched: (answer, rows) => {
      if (write.kind !== 'insert') return new Set(answer.map(([batchRow]) => Number(batchRow) - 1));
      const indexes = new Map(rows.map((values, index) => [keyOf(values), index]));
      return new Set(answer.flatMap((key) => indexes.get(JSON.stringify(key)) ?? []));
    },
  };
}
