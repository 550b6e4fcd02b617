import { CommandFailure } from './command-failure.ts';

const secondsByUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * The seconds of a length of time such as `90s`, `10m`, `12h` or `90d`.
 *
 * @throws CommandFailure naming the flag
 */
export function decodeDuration(flag: string, text: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d{0,6})([smhd])$/.exec(text) ?? [];
  const length = secondsByUnit[unit];
  if (length !== undefined) return Number(count) * length;
  throw new CommandFailure(`${flag}: found ${JSON.stringify(text)}; accepted: a number and s, m, h or d, such as 10m`);
}
