import type { CommandEntry, CommandList, Options } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { countGlobalWords } from '../frame/count-global-words.ts';
import { globalOptions } from '../frame/global-options.ts';
import { findGroupSummary, listEveryCommand } from '../list-commands.ts';
import { globalOptionsOf } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { findOpenFlag, optionsWith, type Suggestion, suggestCommands, suggestFlags, suggestValues } from './suggest.ts';

interface Place {
  readonly group: readonly string[];
  readonly candidates: readonly CommandEntry[];
  /** Whether words that name no command have come, so that no command can follow. */
  readonly isPast: boolean;
}

/** Where the words before the cursor lead. */
function findPlace(words: readonly string[], entries: readonly CommandEntry[]): Place {
  let candidates = entries;
  const group: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('-')) {
      index += Math.max(countGlobalWords(word), 1) - 1;
      continue;
    }
    const narrowed = candidates.filter(
      ({ path, alias }) => path[group.length] === word || (alias === word && path.length === group.length + 1),
    );
    if (narrowed.length === 0) return { group, candidates, isPast: true };
    group.push(narrowed[0]?.path[group.length] ?? word);
    candidates = narrowed;
  }
  return { group, candidates, isPast: false };
}

async function optionsAt({ group, candidates }: Place): Promise<Options> {
  const entry = candidates.find(({ path }) => group.length > 0 && path.length === group.length);
  return entry === undefined ? globalOptions : optionsWith(await entry.load(), globalOptionsOf(entry));
}

/** The words that may stand where the last of these is being typed. */
export async function suggest(lists: readonly CommandList[], words: readonly string[]): Promise<readonly Suggestion[]> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  if (before.includes('--')) return [];
  const place = findPlace(before, await listEveryCommand(lists));
  const options = await optionsAt(place);
  const starting = (suggestions: readonly Suggestion[], start: string): readonly Suggestion[] =>
    suggestions.filter(({ word }) => word.startsWith(start));
  const open = findOpenFlag(before.at(-1) ?? '', options);
  if (open !== undefined) return starting(suggestValues(open), typed);
  const [flag = '', value] = typed.split(/=(.*)/s);
  const attached = value === undefined ? undefined : findOpenFlag(flag, options);
  if (attached !== undefined)
    return starting(suggestValues(attached), value ?? '').map(({ word, meaning }) => ({ word: `${flag}=${word}`, meaning }));
  if (typed.startsWith('-')) return starting(suggestFlags(options), typed);
  if (place.isPast) return [];
  return starting(
    suggestCommands(place.candidates, place.group, (word) => findGroupSummary(lists, word)),
    typed,
  );
}

/** `grantry __complete`: prints what may stand where the last word is being typed, a line each: the word, a tab, what it means. */
export async function complete(lists: readonly CommandList[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const suggestions = await suggest(lists, words);
  terminal.print(suggestions.map(({ word, meaning }) => `${word}\t${meaning.replaceAll(/\s+/g, ' ')}\n`).join(''));
  return 'done';
}
