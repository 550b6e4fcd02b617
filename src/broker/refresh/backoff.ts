import { type Seconds, seconds } from '../../protocol/units.ts';

const first = 1;
const longest = 300;

/**
 * How long to leave a provider alone after `count` failures in a row: 1 s, doubled each time up to 5 min, of which at least half is
 * kept and the rest left to chance, so that a thousand connections do not come back at once.
 *
 * @param chance from 0 up to 1.
 */
export function backoff(count: number, chance: number): Seconds {
  const length = Math.min(longest, first * 2 ** (Math.min(count, 20) - 1));
  return seconds(Math.ceil(length / 2 + (length / 2) * chance));
}
