import type { OperationCommand, OperationFlag } from '../../src/cli/operations/operation-command.ts';
import { groupSummaries } from './group-summaries.ts';

const toCamelCase = (words: string): string => words.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the table of a first word is called: `tokenOperations`, `deviceFlowOperations`. */
export const tableNameOf = (word: string): string => `${toCamelCase(word)}Operations`;

/** Names of the flags that several operations have, by what they are: flags of one name may differ by where they go. */
function nameSharedFlags(operations: readonly OperationCommand[]): ReadonlyMap<string, string> {
  const places = new Map<string, { readonly flag: OperationFlag; times: number }>();
  for (const flag of operations.flatMap(({ flags }) => flags)) {
    const text = JSON.stringify(flag);
    const known = places.get(text);
    if (known === undefined) places.set(text, { flag, times: 1 });
    else known.times += 1;
  }
  const names = new Map<string, string>();
  for (const [text, { flag, times }] of places) {
    if (times === 1) continue;
    const name = toCamelCase(flag.name);
    const isFree = (candidate: string): boolean => ![...names.values()].includes(candidate);
    const candidates = [name, toCamelCase(`${name}-in-${flag.place}`), ...Array.from({ length: 9 }, (_, index) => `${name}${index + 2}`)];
    names.set(text, candidates.find(isFree) ?? name);
  }
  return names;
}

/** The module of a table, before it is formatted. What several of its operations take is written once. */
export function renderTableModule(word: string, operations: readonly OperationCommand[]): string {
  const shared = nameSharedFlags(operations);
  const renderFlag = (flag: OperationFlag): string => {
    const text = JSON.stringify(flag);
    const name = shared.get(text);
    return name === undefined ? text : `shared.${name}`;
  };
  const renderOperation = ({ flags, ...rest }: OperationCommand): string =>
    `${JSON.stringify(rest).slice(0, -1)},flags:[${flags.map(renderFlag).join(',')}]}`;
  return [
    `import type { OperationCommand${shared.size === 0 ? '' : ', OperationFlag'} } from '../operation-command.ts';`,
    '',
    ...(shared.size === 0
      ? []
      : [
          '/** The flags that several of them have. */',
          `const shared = {${[...shared].map(([text, name]) => `${name}:${text}`).join(',')}} satisfies Readonly<Record<string, OperationFlag>>;`,
          '',
        ]),
    `/** The commands that begin with \`${word}\`: written by \`npm run docs\` from the definitions of their operations. */`,
    `export const ${tableNameOf(word)}: readonly OperationCommand[] = [${operations.map(renderOperation).join(',')}];`,
    '',
  ].join('\n');
}

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
    ...Object.entries(groupSummaries).map(([group, summary]) => `${JSON.stringify(group)}: ${JSON.stringify(summary)},`),
    '},',
    'entries: [],',
    'families: {',
    ...words.map((word) => `${JSON.stringify(word)}: async () => entriesOf((await import('./tables/${word}.ts')).${tableNameOf(word)}),`),
    '},',
    '};',
    '',
  ].join('\n');
}
