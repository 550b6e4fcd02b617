import type { OperationCommand } from '../../src/cli/operations/operation-command.ts';
import { groupSummaries } from './group-summaries.ts';

/** What the table of a first word is called: `tokenOperations`, `deviceFlowOperations`. */
export const tableNameOf = (word: string): string => `${word.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Operations`;

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
 * The module that lists the tables, before it is formatted: one for all, since help reads it.
 *
 * @throws Error if nobody says what the commands of a first word are for
 */
export function renderRegistryModule(words: readonly string[]): string {
  const silent = words.find((word) => groupSummaries[word] === undefined);
  if (silent !== undefined) throw new Error(`scripts/commands/group-summaries.ts does not say what ${silent} is for`);
  return [
    "import type { CommandEntry, CommandList } from '../command.ts';",
    "import type { OperationCommand } from './operation-command.ts';",
    '',
    'const entriesOf = async (operations: readonly OperationCommand[]): Promise<readonly CommandEntry[]> =>',
    "(await import('./entries-of-operations.ts')).entriesOfOperations(operations);",
    '',
    '/** Every command of the engine API, a file for each first word: written by `npm run docs` from the definitions of the operations. */',
    'export const operationCommands: CommandList = {',
    "title: 'Commands of the engine API',",
    'groups: {',
    ...words.map((word) => `${JSON.stringify(word)}: ${JSON.stringify(groupSummaries[word])},`),
    '},',
    'entries: [],',
    'families: {',
    ...words.map((word) => `${JSON.stringify(word)}: async () => entriesOf((await import('./tables/${word}.ts')).${tableNameOf(word)}),`),
    '},',
    '};',
    '',
  ].join('\n');
}
