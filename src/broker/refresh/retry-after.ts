import type { EpochSeconds, Seconds } from '../../protocol/units.ts';

/** A provider that names a later time than this is not believed: a broken clock there must not stop us for a year. */
const longest = 24 * 60 * 60;

/**
 * How long the provider asks us to stay away: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or, when nothing remains of
 * a rate limit, the time it starts anew. At most a day; undefined if it asks for nothing.
 *
 * Times are read by the provider's own clock, as far as the answer tells it (RFC 9110 §6.6.1): it may be minutes off ours.
 */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: EpochSeconds): Seconds | undefined {
  const retryAfter = headers['retry-after']?.trim() ?? '';
  const reset = headers['x-ratelimit-reset']?.trim() ?? '';
  const theirNow = Date.parse(headers.date ?? '') / 1000 || now;
  const untilTime = (at: number): number => Math.max(0, Math.ceil(at - theirNow));
  let wait: number | undefined;
  if (/^\d{1,12}$/.test(retryAfter)) wait = Number(retryAfter);
  else if (!Number.isNaN(Date.parse(retryAfter))) wait = untilTime(Date.parse(retryAfter) / 1000);
  else if (headers['x-ratelimit-remaining'] === '0' && /^\d{1,12}$/.test(reset)) wait = untilTime(Number(reset));
  return wait === undefined ? undefined : (Math.min(wait, longest) as Seconds);
}

/** Whether a 403 is a rate limit in disguise, as GitHub's is. */
export const isRateLimited = (headers: Readonly<Record<string, string>>): boolean =>
  headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
