import type { CommandEntry } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const startsWith = (path: readonly string[], start: readonly string[]): boolean => start.every((word, index) => path[index] === word);

const helpWords: ReadonlySet<string | undefined> = new Set(['help', '--help', '-h']);

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
async function dispatch(entries: readonly CommandEntry[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const group: string[] = [];
  let candidates = entries;
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
    if (next === undefined || helpWords.has(next)) return showGroup(group, candidates, terminal);
    if (group.length === 0 && (next === '--version' || next === '-v')) return dispatch(entries, ['version'], terminal);
    return refuseCommand(group, next, candidates);
  }
  const [command, { parseCommandLine }] = await Promise.all([entry.load(), import('./parse-command-line.ts')]);
  const typed = await parseCommandLine(rest, command, terminal.environment).catch((error: unknown) => {
    throw error instanceof CommandFailure ? new CommandFailure(error.message, `grantry ${entry.path.join(' ')} --help`) : error;
  });
  if (typed !== 'help') return command.run(typed, terminal);
  const { renderCommandHelp } = await import('./render-help.ts');
  terminal.print(renderCommandHelp(entry, command));
  return 'done';
}

/**
 * Runs one command line.
 *
 * Data goes to the terminal's stdout; what went wrong, and what to try next, to its stderr.
 */
export async function runCli(entries: readonly CommandEntry[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const [first, ...others] = words;
    if (helpWords.has(first) && others.length > 0 && entries.some(({ path }) => startsWith(path, others.slice(0, 1)))) {
      return await dispatch(entries, [...others, '--help'], terminal);
    }
    return await dispatch(entries, words, terminal);
  } catch (error) {
    const { sayFailure } = await import('./say-failure.ts');
    sayFailure(error, terminal);
    return 'failed';
  }
}
