import type { OperationCommand } from '../../src/cli/operations/operation-command.ts';
import { groupSummaries } from './group-summaries.ts';

/** What the table of a first word is called: `tokenOperations`, `deviceFlowOperations`. */
const tableNameOf = (word: string): string => `${word.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Operations`;

/** The module of a table, before it is formatted. */
export const renderTableModule = (word: string, operations: readonly OperationCommand[]): string =>
  [
    "import type { OperationCommand } from '../operation-command.ts';",
    '',
    `/** The commands that begin with \`${word}\`: written by \`npm run docs\` from the definitions of their operations. */`,
    `export const ${tableNameOf(word)}: readonly OperationCommand[] = ${JSON.stringify(operations)};`,
    '',
  ].join('\n');

/**
 * The module that lists the tables, before it is formatted.
 *
 * @throws Error if nobody says what the commands of a first word are for
 */
export function renderFamiliesModule(words: readonly string[]): string {
  const lines = words.map((word) => {
    const summary = groupSummaries[word];
    if (summary === undefined) throw new Error(`scripts/commands/group-summaries.ts does not say what ${word} is for`);
    return `${JSON.stringify(word)}: { summary: ${JSON.stringify(summary)}, load: async () => (await import('./${word}.ts')).${tableNameOf(word)} },`;
  });
  return [
    "import type { OperationFamily } from '../operation-command.ts';",
    '',
    '/** Every table of commands, by the first word of its commands: written by `npm run docs`. */',
    'export const families: Readonly<Record<string, OperationFamily>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}
