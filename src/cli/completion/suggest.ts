import type { Command, CommandEntry, Option, Options } from '../command.ts';

/** A word that may come next, and what it means. */
export interface Suggestion {
  readonly word: string;
  readonly meaning: string;
}

/** The next words of commands: each once, with the command's summary or, where more words follow, its group's. */
export function suggestCommands(
  entries: readonly CommandEntry[],
  group: readonly string[],
  summaryOf: (words: string) => string | undefined,
): readonly Suggestion[] {
  const meanings = new Map<string, string>();
  for (const { path, summary } of entries) {
    const word = path[group.length];
    if (word === undefined) continue;
    const isLast = path.length === group.length + 1;
    const meaning = isLast ? summary : (summaryOf([...group, word].join(' ')) ?? meanings.get(word) ?? '');
    if (!meanings.has(word) || isLast) meanings.set(word, meaning);
  }
  return [...meanings].map(([word, meaning]) => ({ word, meaning }));
}

/** The flags of a command, in full. */
export const suggestFlags = (options: Options): readonly Suggestion[] =>
  [...Object.entries(options), ['help', { summary: 'Show this help.' }] as const].map(([name, { summary }]) => ({
    word: `--${name}`,
    meaning: summary,
  }));

/** The flag whose value a word is: the one before it, if that takes a value and has none attached. */
export function findOpenFlag(previous: string, options: Options): Option | undefined {
  const [, option] =
    Object.entries(options).find(([name, { short, aliases = [] }]) =>
      [`--${name}`, ...aliases.map((alias) => `--${alias}`), ...(short === undefined ? [] : [`-${short}`])].includes(previous),
    ) ?? [];
  return option?.value === undefined ? undefined : option;
}

/** The values a flag takes, if it names them. */
export const suggestValues = ({ accepts = [] }: Option): readonly Suggestion[] => accepts.map((word) => ({ word, meaning: '' }));

/** A command's own flags before those of every command. */
export const optionsWith = ({ options }: Command, everywhere: Options): Options => ({ ...everywhere, ...options });
