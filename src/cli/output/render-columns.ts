import { isJsonObject, type JsonObject } from '../api/read-answer.ts';
import { renderTable } from '../table.ts';

const isCount = (member: unknown): boolean => typeof member === 'number' || member === null;

/** The rows of a result: its own elements, or those of the one list of a page, beside which only counts stand; otherwise itself. */
function rowsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [value];
  const members = Object.values(value);
  const [list, ...others] = members.filter((member) => Array.isArray(member));
  const isPage = typeof value.totalCount === 'number' || members.every((member) => member === list || isCount(member));
  if (list !== undefined && others.length === 0 && isPage) return list;
  return members.length === 0 ? [] : [value];
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

const cellOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

function renderRows(rows: readonly unknown[]): string {
  const objects = rows.map((row): JsonObject => (isJsonObject(row) ? row : { value: row }));
  const names = [...new Set(objects.flatMap((row) => Object.keys(row)))].filter((name) => objects.every((row) => isScalar(row[name])));
  if (objects.length === 0 || names.length === 0) return '(empty)\n';
  return renderTable(
    names,
    objects.map((row) => names.map((name) => cellOf(row[name]))),
  );
}

/**
 * A result as a table: a row for each thing, a column for each member that is a plain value in all of them. One that is nothing but
 * several lists is a table for each, under its name.
 */
export function renderColumns(value: unknown): string {
  const lists = isJsonObject(value) ? Object.entries(value).filter(([, member]) => Array.isArray(member)) : [];
  const isAllLists = lists.length > 1 && isJsonObject(value) && lists.length === Object.keys(value).length;
  if (!isAllLists) return renderRows(rowsOf(value));
  return lists.map(([name, list]) => `${renderTable([`${name}:`], [])}${renderRows(rowsOf(list))}`).join('\n');
}
