import type { Seconds } from '../../protocol/units.ts';
import type { TokenAnswer } from './classify-token-answer.ts';

const first = 250;
const longest = 2000;

/**
 * How long the leader pauses before it asks again, in milliseconds; undefined if it gives up. Only transient failures are retried,
 * and only as long as the pause ends within the budget: 250 ms, doubled each time up to 2 s, and half of it left to chance.
 *
 * @param elapsed milliseconds since the first try.
 */
export function retryPause(answer: TokenAnswer, tries: number, elapsed: number, budget: Seconds, chance: number): number | undefined {
  if (answer.answer === 'issued' || answer.refusal.class !== 'transient') return undefined;
  const length = Math.min(longest, first * 2 ** (tries - 1));
  const pause = Math.max((length / 2) * (1 + chance), (answer.refusal.retryAfter ?? 0) * 1000);
  return elapsed + pause <= budget * 1000 ? pause : undefined;
}
