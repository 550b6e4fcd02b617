import { globalOptions } from './global-options.ts';

/** How many words a flag of every command takes, its value included; none if it is no such flag. */
export function countGlobalWords(word: string): 0 | 1 | 2 {
  const [name = ''] = word.split('=', 1);
  const isLong = word.startsWith('--');
  const letter = word.charAt(1);
  const option = Object.entries(globalOptions).find(([long, { short, aliases = [] }]) =>
    isLong ? name === `--${long}` || aliases.some((alias) => name === `--${alias}`) : short === letter,
  )?.[1];
  if (option === undefined) return 0;
  const isAttached = isLong ? word.includes('=') : word.length > 2;
  return option.value === undefined || isAttached ? 1 : 2;
}
