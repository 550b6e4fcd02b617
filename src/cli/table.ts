/** Rows under a head, in columns as wide as they must be. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head.map((title) => title.toUpperCase()), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** JSON as commands print it. */
export const renderJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
