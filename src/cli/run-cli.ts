import type { CommandEntry, CommandList } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const entriesOf = (lists: readonly CommandList[]): readonly CommandEntry[] => lists.flatMap(({ entries }) => entries);

const helpWords: ReadonlySet<string | undefined> = new Set(['help', '--help', '-h']);

async function showProgram(lists: readonly CommandList[], terminal: Terminal): Promise<ExitCode> {
  const { renderProgramHelp } = await import('./render-help.ts');
  terminal.print(renderProgramHelp(lists));
  return 'done';
}

async function showGroup(group: readonly string[], entries: readonly CommandEntry[], terminal: Terminal): Promise<ExitCode> {
  const { renderGroupHelp } = await import('./render-help.ts');
  terminal.print(renderGroupHelp(group, entries));
  return 'done';
}

async function refuseCommand(group: readonly string[], word: string, entries: readonly CommandEntry[]): Promise<never> {
  const { didYouMean } = await import('./closest-name.ts');
  const names = new Set(entries.map(({ path }) => path[group.length] ?? ''));
  const name = [...group, word].join(' ');
  throw new CommandFailure(`unknown command ${name}.${didYouMean(word, [...names])}`, `${['grantry', ...group].join(' ')} --help`);
}

/** Finds the command that the words name, and runs it or shows its help. */
async function dispatch(lists: readonly CommandList[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const group: string[] = [];
  let candidates = entriesOf(lists);
  for (const word of words) {
    const narrowed = candidates.filter(({ path }) => path[group.length] === word);
    if (narrowed.length === 0) break;
    group.push(word);
    candidates = narrowed;
  }
  const entry = candidates.find(({ path }) => path.length === group.length);
  const rest = words.slice(group.length);
  if (entry === undefined || group.length === 0) {
    const [next] = rest;
    if (next === undefined || helpWords.has(next)) {
      return group.length === 0 ? showProgram(lists, terminal) : showGroup(group, candidates, terminal);
    }
    if (group.length === 0 && (next === '--version' || next === '-v')) return dispatch(lists, ['version'], terminal);
    return refuseCommand(group, next, candidates);
  }
  const [command, { parseCommandLine }] = await Promise.all([entry.load(), import('./parse-command-line.ts')]);
  const typed = await parseCommandLine(rest, command, terminal.environment).catch((error: unknown) => {
    throw error instanceof CommandFailure ? new CommandFailure(error.message, `grantry ${entry.path.join(' ')} --help`) : error;
  });
  if (typed !== 'help') return command.run(typed, terminal);
  const narrower = candidates.filter((candidate) => candidate !== entry);
  const { renderCommandHelp } = await import('./render-help.ts');
  terminal.print(renderCommandHelp(entry, command, narrower));
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
    if (helpWords.has(first) && others.length > 0 && entriesOf(lists).some(({ path }) => path[0] === others[0])) {
      return await dispatch(lists, [...others, '--help'], terminal);
    }
    return await dispatch(lists, words, terminal);
  } catch (error) {
    const { sayFailure } = await import('./say-failure.ts');
    sayFailure(error, terminal);
    return 'failed';
  }
}
