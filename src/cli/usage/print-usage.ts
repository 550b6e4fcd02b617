import type { CommandList } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { globalOptions } from '../frame/global-options.ts';
import { findGroupSummary, listEveryCommand } from '../list-commands.ts';
import { readVersion } from '../read-version.ts';
import { programSummary } from '../render-help.ts';
import type { Terminal } from '../terminal.ts';
import { renderCommands, renderGlobalFlags, renderProgram } from './render-usage.ts';

const startsWith = (path: readonly string[], start: readonly string[]): boolean => start.every((word, index) => path[index] === word);

/**
 * Prints the commands that begin with these words, and their flags, as KDL; all of them, and what the program is, for no words.
 *
 * @see https://usage.jdx.dev/spec/
 */
export async function printUsage(lists: readonly CommandList[], group: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const entries = (await listEveryCommand(lists)).filter(({ path }) => startsWith(path, group));
  const commands = await Promise.all(entries.map(async (entry) => ({ entry, command: await entry.load() })));
  const isRoot = group.length === 0;
  const lines = [
    ...(isRoot ? [...renderProgram(programSummary, readVersion()), ...renderGlobalFlags(globalOptions)] : []),
    ...renderCommands(commands, group.slice(0, -1), (word) => findGroupSummary(lists, word)),
  ];
  terminal.print(`${lines.join('\n')}\n`);
  return 'done';
}
