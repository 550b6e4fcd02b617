import { type Seconds, seconds } from '../../protocol/units.ts';

const [minute, hour] = [60, 3600];

/** The pauses of the schedule that Standard Webhooks gives as its example: ten attempts within 76 hours. */
const pauses: readonly number[] = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/**
 * How long to wait after the `attempts`-th attempt failed; undefined when it was the last.
 *
 * Up to a fifth is added by chance, so that deliveries that failed together do not come back together.
 *
 * @param chance from 0 up to 1.
 * @see Standard Webhooks, Deliverability and reliability
 */
export function pauseAfter(attempts: number, chance: number): Seconds | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : seconds(Math.ceil(pause * (1 + chance / 5)));
}
