import { CommandFailure } from '../command-failure.ts';

const millisecondsByUnit: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Longer timers end at once. */
const maxMilliseconds = 2 ** 31 - 1;

/**
 * The milliseconds of a length of time such as `30s`, `5m`, `100ms` or `1m30s`.
 *
 * @throws CommandFailure naming where it stands
 */
export function decodeTimeout(where: string, text: string): number {
  const parts = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text) ? [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)] : [];
  const milliseconds = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (millisecondsByUnit[unit] ?? 0), 0);
  if (milliseconds >= 1 && milliseconds <= maxMilliseconds) return Math.round(milliseconds);
  throw new CommandFailure(`${where}: found ${JSON.stringify(text)}; accepted: a length of time, such as 30s, 5m or 100ms`);
}
