import { type EpochSeconds, epochSeconds } from '../protocol/units.ts';

/** When a record is updated: now, or a moment after the last time, so that each update has a time of its own to be known by. */
export const timeOfUpdate = (lastUpdate: EpochSeconds | undefined, now: EpochSeconds): EpochSeconds =>
  lastUpdate === undefined || lastUpdate < now ? now : epochSeconds(lastUpdate + 1);
