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

/** Shorter runs of flags are as clear one by one. */
const shortestRun = 4;

/** Splits each operation's flags, as they are written, so that what is together in one part is together wherever it is. */
function splitRuns(lists: readonly (readonly string[])[]): readonly (readonly (readonly string[])[])[] {
  const neighbours = (step: 1 | -1): ReadonlyMap<string, ReadonlySet<string | undefined>> => {
    const found = new Map<string, Set<string | undefined>>();
    for (const list of lists)
      for (const [index, flag] of list.entries()) found.set(flag, (found.get(flag) ?? new Set()).add(list[index + step]));
    return found;
  };
  const [after, before] = [neighbours(1), neighbours(-1)];
  const isGlued = (flag: string, next: string): boolean => after.get(flag)?.size === 1 && before.get(next)?.size === 1;
  return lists.map((list) => {
    const runs: string[][] = [];
    for (const [index, flag] of list.entries()) {
      if (index > 0 && isGlued(list[index - 1] ?? '', flag)) runs.at(-1)?.push(flag);
      else runs.push([flag]);
    }
    return runs;
  });
}

/** The module of a table, before it is formatted. What several of its operations take is written once: flags, and runs of them. */
export function renderTableModule(word: string, operations: readonly OperationCommand[]): string {
  const shared = nameSharedFlags(operations);
  const write = (flag: OperationFlag): string => {
    const text = JSON.stringify(flag);
    const name = shared.get(text);
    return name === undefined ? text : `shared.${name}`;
  };
  const runs = splitRuns(operations.map(({ flags }) => flags.map(write)));
  const long = runs.flat().flatMap((run) => (run.length >= shortestRun ? [run.join(',')] : []));
  const repeated = new Set(long.filter((run, index) => long.indexOf(run) !== index));
  const runNames = new Map([...repeated].map((run, index) => [run, `run${index + 1}`]));
  const renderRun = (run: readonly string[]): string => {
    const name = runNames.get(run.join(','));
    return name === undefined ? run.join(',') : `...${name}`;
  };
  const renderOperation = ({ flags: _, ...rest }: OperationCommand, index: number): string =>
    `${JSON.stringify(rest).slice(0, -1)},flags:[${(runs[index] ?? []).map(renderRun).join(',')}]}`;
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
    ...[...runNames].flatMap(([code, name]) => [`const ${name}: readonly OperationFlag[] = [${code}];`, '']),
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
