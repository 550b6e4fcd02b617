declare const unit: unique symbol;

/** A length of time in seconds. */
export type Seconds = number & { readonly [unit]: 'seconds' };

/** A point in time in whole seconds since 1970-01-01T00:00:00Z (RFC 7519 §2, NumericDate). */
export type EpochSeconds = number & { readonly [unit]: 'epoch seconds' };

/** Tells the time. Rules never call one: they are told the time. */
export type Clock = () => EpochSeconds;

/** Names a plain number as a length of time. */
export const seconds = (value: number): Seconds => value as Seconds;

/** Names a plain number as a point in time. */
export const epochSeconds = (value: number): EpochSeconds => value as EpochSeconds;

/** The point in time `length` after `start`. */
export const after = (start: EpochSeconds, length: Seconds): EpochSeconds => (start + length) as EpochSeconds;

const secondsOfDay = 86_400;
let lastDay = 0;
let lastDate = '1970-01-01';

/** A day's date. Making it takes most of the time that a timestamp does, and nearly all are of the same few days. */
function dateOf(day: number): string {
  if (day !== lastDay) [lastDate] = new Date(day * secondsOfDay * 1000).toISOString().split('T') as [string];
  lastDay = day;
  return lastDate;
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** The time as RFC 3339 in UTC without a fraction, the form of every time in the REST API. */
export function toRfc3339(time: EpochSeconds): string {
  const day = Math.floor(time / secondsOfDay);
  const second = time - day * secondsOfDay;
  const minute = Math.floor(second / 60);
  return `${dateOf(day)}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(second % 60)}Z`;
}

/** How the REST API spells "never": the zero time of the clients it was made for. */
export const never = '0001-01-01T00:00:00Z';
