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

/** The time as RFC 3339 in UTC without a fraction, the form of every time in the REST API. */
export const toRfc3339 = (time: EpochSeconds): string => new Date(time * 1000).toISOString().replace('.000Z', 'Z');

/** How the REST API spells "never": the zero time of the clients it was made for. */
export const never = '0001-01-01T00:00:00Z';
