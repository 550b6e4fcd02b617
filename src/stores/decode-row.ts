import type { ColumnType, Read, Row, SealedColumn, Value } from './noun.ts';
import { type Sealer, UnknownDataKeyError } from './sealer.ts';

/** A row as the database's driver gives it: an array, which takes a driver two thirds of the time that an object does. */
export type StoredRow = readonly unknown[];

/** What a driver found. */
export interface StoredRows {
  /** The names of the columns, in the order of their values: the same at every answer to one read. */
  readonly names: readonly string[];
  readonly rows: readonly StoredRow[];
}

/** Makes the answer of a read from the rows that were found. */
export type DecodeRows<Answer> = (found: StoredRows) => readonly Answer[] | Promise<readonly Answer[]>;

/** How one column of a row becomes a member of the record's row. */
interface ColumnPlan {
  readonly name: string;
  readonly index: number;
  decode(value: unknown, row: StoredRow): unknown;
}

/** @throws Error when the read declares a column that its query does not answer, and which would read as NULL for ever */
function indexOf(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index === -1) throw new Error(`the column ${name} of the read is missing in its answer`);
  return index;
}

function decoderOf(type: ColumnType | SealedColumn, names: readonly string[], sealer: Sealer): ColumnPlan['decode'] {
  if (typeof type === 'object') {
    const { table, column, row } = type.sealed;
    const index = indexOf(names, row);
    return (value, stored) => sealer.open({ table, column, row: String(stored[index]) }, String(value));
  }
  if (type === 'json') return (value) => JSON.parse(String(value));
  if (type === 'boolean') return (value) => value === 1;
  return (value) => value;
}

/**
 * Types the columns, opens what is sealed, and makes records.
 * A value sealed with a key not yet known is worth a look at the newer keys.
 *
 * @throws Error when a sealed column does not say where it was sealed: a noun was written wrong
 */
export function createDecodeRows<Parameters extends Readonly<Record<string, Value>>, Answer>(
  read: Read<Parameters, Answer>,
  sealer: Sealer,
): DecodeRows<Answer> {
  const columns = Object.entries(read.columns);
  const placeless = columns.find(([, type]) => type === 'sealed');
  if (placeless !== undefined) throw new Error(`the read does not say where its column ${placeless[0]} was sealed`);
  // Rows start as a copy of this one: to fill members that are there is quicker than to add them one by one.
  const emptyRow: Row = Object.fromEntries(columns.map(([name]) => [name, undefined]));
  const planFor = (names: readonly string[]): readonly ColumnPlan[] =>
    columns.map(([name, type]) => ({ name, index: indexOf(names, name), decode: decoderOf(type, names, sealer) }));
  let plan: readonly ColumnPlan[] | undefined;

  const decodeRow = (stored: StoredRow, by: readonly ColumnPlan[]): Answer => {
    const row: Record<string, unknown> = { ...emptyRow };
    for (const { name, index, decode } of by) {
      const value = stored[index];
      if (value !== null) row[name] = decode(value, stored);
    }
    return read.record(row satisfies Row);
  };
  return ({ names, rows }) => {
    plan ??= planFor(names);
    const by = plan;
    const decodeAll = (): readonly Answer[] => rows.map((row) => decodeRow(row, by));
    try {
      return decodeAll();
    } catch (error) {
      if (!(error instanceof UnknownDataKeyError)) throw error;
      return sealer.reload().then(decodeAll);
    }
  };
}
