import type { Command, CommandEntry, Option } from '../command.ts';
import type { Terminal } from '../terminal.ts';

/** Words as a shell would take them: blanks part them, quotes keep them together, a backslash takes the next letter as it is. */
export const splitWords = (line: string): readonly string[] =>
  [...line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double: string | undefined, single: string | undefined, letter: string) =>
      double === undefined ? (single ?? letter) : double.replaceAll(/\\(["\\])/g, '$1'),
    ),
  );

const isNeeded = (option: Option): boolean => option.isRequired === true || option.summary.endsWith('[required]');

/**
 * Asks for what a command needs, then for anything else it takes.
 *
 * @returns the command line that the answers make
 */
export async function fillForm(entry: CommandEntry, command: Command, terminal: Terminal): Promise<readonly string[]> {
  const words = [...entry.path];
  terminal.say(`grantry ${entry.path.join(' ')}: ${entry.summary}`);
  for (const [name, option] of Object.entries(command.options).filter(([, each]) => isNeeded(each))) {
    terminal.say(option.summary);
    const typed = (await terminal.ask(`--${name}: `)).trim();
    if (typed !== '') words.push(`--${name}=${typed}`);
  }
  const more = await terminal.ask('More flags, as you would type them (enter for none): ');
  words.push(...splitWords(more));
  const answers: string[] = [];
  for (const [name, { summary, isOptional }] of Object.entries(command.arguments)) {
    const typed = (await terminal.ask(`${summary} <${name}>${isOptional ? ' (enter for none)' : ''}: `)).trim();
    if (typed !== '') answers.push(typed);
  }
  return answers.length === 0 ? words : [...words, '--', ...answers];
}
