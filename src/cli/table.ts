import { plainLine } from './plain-text.ts';
import { padText, textWidth } from './text-width.ts';

/** Rows under a head, in columns as wide as they must be. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head.map((title) => title.toUpperCase()), ...rows].map((row) => row.map(plainLine));
  const widths = head.map((_, column) => all.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? '')), 0));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => padText(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Facts about one thing, a line for each. */
export function renderFacts(facts: readonly (readonly [name: string, fact: string])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, fact]) => `${name.padEnd(width)}  ${plainLine(fact)}`.trimEnd().concat('\n')).join('');
}

/** JSON as commands print it. */
export const renderJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
