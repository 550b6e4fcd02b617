import { isJsonObject, type JsonObject } from '../api/read-answer.ts';
import { renderTable } from '../table.ts';

/** The rows of a result: its own elements, those of the only list it has, or itself. */
function rowsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [value];
  const lists = Object.values(value).filter((member) => Array.isArray(member) && member.every(isJsonObject));
  const [only] = lists;
  if (lists.length === 1 && Array.isArray(only)) return only;
  return Object.keys(value).length === 0 ? [] : [value];
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

const cellOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** A result as a table: a row for each thing, a column for each member that is a plain value in all of them. */
export function renderColumns(value: unknown): string {
  const rows = rowsOf(value).map((row): JsonObject => (isJsonObject(row) ? row : { value: row }));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.every((row) => isScalar(row[name])));
  if (rows.length === 0 || names.length === 0) return '(empty)\n';
  return renderTable(
    names,
    rows.map((row) => names.map((name) => cellOf(row[name]))),
  );
}
