import type { ColumnType, Read, Row, SealedColumn, Value } from './noun.ts';
import { type Sealer, UnknownDataKeyError } from './sealer.ts';

/** A row as the database's driver gives it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Makes the answer of a read from the rows that were found. */
export type DecodeRows<Answer> = (rows: readonly StoredRow[]) => readonly Answer[] | Promise<readonly Answer[]>;

function decodeColumn(type: ColumnType | SealedColumn, value: unknown, row: StoredRow, sealer: Sealer): unknown {
  // A column that the query does not answer would read as NULL for ever.
  if (value === undefined) throw new Error('a column of the read is missing in its answer');
  if (value === null) return undefined;
  if (typeof type === 'object') {
    const { table, column, row: rowColumn } = type.sealed;
    return sealer.open({ table, column, row: String(row[rowColumn]) }, String(value));
  }
  if (type === 'json') return JSON.parse(String(value));
  if (type === 'boolean') return value === 1;
  return value;
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
  const decodeRow = (stored: StoredRow): Answer => {
    const row: Record<string, unknown> = {};
    for (const [name, type] of columns) row[name] = decodeColumn(type, stored[name], stored, sealer);
    return read.record(row satisfies Row);
  };
  return (rows) => {
    try {
      return rows.map(decodeRow);
    } catch (error) {
      if (!(error instanceof UnknownDataKeyError)) throw error;
      return sealer.reload().then(() => rows.map(decodeRow));
    }
  };
}
