import { type EpochSeconds, never, toRfc3339 } from '../../protocol/units.ts';

/** A time in an answer; what never happened or never will is the zero time. */
export const encodeTime = (time: EpochSeconds | undefined): string => (time === undefined ? never : toRfc3339(time));
