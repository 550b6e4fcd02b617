import type { CommandEntry, CommandList } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const helpWords: ReadonlySet<string | undefined> = new Set(['help', '--help', '-h']);

/** The commands of a list that may be meant by a first word. */
async function entriesFor(list: CommandList, word: string | undefined): Promise<readonly CommandEntry[]> {
  const load = word !== undefined && list.families !== undefined && Object.hasOwn(list.families, word) ? list.families[word] : undefined;
  const entries = load === undefined ? list.entries : [...list.entries, ...(await load())];
  return list.isLocal ? entries.map((entry) => ({ ...entry, isLocal: true as const })) : entries;
}

const firstWordsOf = (lists: readonly CommandList[]): readonly string[] =>
  lists.flatMap(({ entries, families = {} }) => [...entries.map(({ path: [word = ''] }) => word), ...Object.keys(families)]);

async function showProgram(lists: readonly CommandList[], terminal: Terminal): Promise<ExitCode> {
  const { renderProgramHelp } = await import('./render-help.ts');
  terminal.print(renderProgramHelp(lists));
  return 'done';
}

async function showGroup(lists: readonly CommandList[], { group, candidates }: Named, terminal: Terminal): Promise<ExitCode> {
  const [{ renderGroupHelp }, { findGroupSummary }] = await Promise.all([import('./render-help.ts'), import('./list-commands.ts')]);
  terminal.print(renderGroupHelp(group, candidates, findGroupSummary(lists, group.join(' '))));
  return 'done';
}

const refuseCommand = async (group: readonly string[], word: string, names: readonly string[]): Promise<never> =>
  (await import('./refuse-words.ts')).refuseCommand(group, word, names);

const refuseFlag = async (flag: string): Promise<never> => (await import('./refuse-words.ts')).refuseFlag(flag);

/** What the first words name. */
interface Named {
  readonly group: readonly string[];
  /** The commands whose words begin so. */
  readonly candidates: readonly CommandEntry[];
  /** Flags of every command that stood among them. */
  readonly early: readonly string[];
  /** The words after them. */
  readonly rest: readonly string[];
}

const isNamed = ({ path, alias }: CommandEntry, at: number, word: string): boolean =>
  path[at] === word || (alias === word && path.length === at + 1);

/** Goes along the words as far as they name commands; flags of every command may stand between them. */
async function findNamed(lists: readonly CommandList[], words: readonly string[]): Promise<Named> {
  const group: string[] = [];
  const early: string[] = [];
  let candidates: readonly CommandEntry[] | undefined;
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('-')) {
      if (candidates?.length === 1 || helpWords.has(word)) break;
      const { countGlobalWords } = await import('./frame/count-global-words.ts');
      const count = countGlobalWords(word);
      if (count === 0) break;
      early.push(...words.slice(index, index + count));
      index += count - 1;
      continue;
    }
    const from: readonly CommandEntry[] = candidates ?? (await Promise.all(lists.map((list) => entriesFor(list, word)))).flat();
    const narrowed = from.filter((entry) => isNamed(entry, group.length, word));
    if (narrowed.length === 0) break;
    group.push(narrowed[0]?.path[group.length] ?? word); // in full, if it was typed in short
    candidates = narrowed;
  }
  return { group, candidates: candidates ?? [], early, rest: words.slice(index) };
}

/** What `grantry` does when no command is named: the explorer for a person, help for anybody else. */
async function startProgram(lists: readonly CommandList[], { early, rest }: Named, terminal: Terminal): Promise<ExitCode> {
  const [next] = rest;
  if (next === '--version' || next === '-v') return dispatch(lists, ['version'], terminal);
  if (next !== undefined && !helpWords.has(next))
    return next.startsWith('-') ? refuseFlag(next) : refuseCommand([], next, firstWordsOf(lists));
  if (next === undefined && early.length === 0 && terminal.isScreen() && terminal.isInteractive()) {
    const { isAgentMode } = await import('./frame/agent-mode.ts');
    if (!isAgentMode(undefined, terminal.environment)) return dispatch(lists, ['explore'], terminal);
  }
  return showProgram(lists, terminal);
}

const asksForUsage = (words: readonly string[]): boolean => words.slice(0, words.indexOf('--') >>> 0).includes('--usage');

/** Finds the command that the words name, and runs it or shows its help. */
async function dispatch(lists: readonly CommandList[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (words[0] === '__complete') {
    const { complete } = await import('./completion/complete.ts');
    return complete(lists, words.slice(1), terminal);
  }
  const named = await findNamed(lists, words);
  const { group, candidates, early, rest } = named;
  const entry = candidates.find(({ path }) => path.length === group.length);
  const [next] = rest;
  const isUnknown = entry === undefined && next !== undefined && !next.startsWith('-') && !helpWords.has(next);
  if (!isUnknown && asksForUsage([...early, ...rest])) {
    const { printUsage } = await import('./usage/print-usage.ts');
    return printUsage(lists, group, terminal);
  }
  if (group.length === 0) return startProgram(lists, named, terminal);
  if (entry === undefined) {
    if (next === undefined || helpWords.has(next)) return showGroup(lists, named, terminal);
    if (next.startsWith('-')) return refuseFlag(next);
    return refuseCommand(
      group,
      next,
      candidates.map(({ path }) => path[group.length] ?? ''),
    );
  }
  const [command, { runCommand, globalOptionsOf }] = await Promise.all([entry.load(), import('./run-command.ts')]);
  const program = { lists, run: (line: readonly string[]): Promise<ExitCode> => runCli(lists, line, terminal) };
  const ending = await runCommand(entry, command, [...early, ...rest], { ...terminal, program });
  if (ending !== 'help') return ending;
  const narrower = candidates.filter((candidate) => candidate !== entry);
  const { renderCommandHelp } = await import('./render-help.ts');
  terminal.print(renderCommandHelp(entry, command, narrower, globalOptionsOf(entry)));
  return 'done';
}

/**
 * Runs one command line.
 *
 * Data goes to the terminal's stdout; what went wrong, and what to try next, to its stderr.
 */
export async function runCli(lists: readonly CommandList[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const [first, ...others] = words;
    if (helpWords.has(first) && others[0] !== undefined && !others[0].startsWith('-')) {
      return await dispatch(lists, [...others, '--help'], terminal);
    }
    return await dispatch(lists, words, terminal);
  } catch (error) {
    const [{ sayFailure }, { findAgentFlag, isAgentMode }] = await Promise.all([
      import('./say-failure.ts'),
      import('./frame/agent-mode.ts'),
    ]);
    sayFailure(error, terminal, isAgentMode(findAgentFlag(words), terminal.environment) ? 'agent' : 'text');
    return 'failed';
  }
}
