import type { Option } from '../command.ts';
import { globalOptions } from './global-options.ts';

const entries = Object.entries(globalOptions);

const findLong = (name: string): Option | undefined =>
  entries.find(([long, { aliases = [] }]) => name === `--${long}` || aliases.some((alias) => name === `--${alias}`))?.[1];

/** How many words flags of one letter take, written together as the parser reads them. */
function countLetters(letters: string): 0 | 1 | 2 {
  const option = entries.find(([, { short }]) => short === letters.charAt(0))?.[1];
  const rest = letters.slice(1);
  if (option === undefined) return 0;
  if (option.value !== undefined) return rest === '' ? 2 : 1;
  return rest === '' || rest.startsWith('=') ? 1 : countLetters(rest);
}

/** How many words a flag of every command takes, its value included; none if it is no such flag. */
export function countGlobalWords(word: string): 0 | 1 | 2 {
  if (!word.startsWith('--')) return countLetters(word.slice(1));
  const [name = ''] = word.split('=', 1);
  const option = findLong(name);
  if (option === undefined) return 0;
  return option.value === undefined || word.includes('=') ? 1 : 2;
}
