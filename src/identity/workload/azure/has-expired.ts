import type { EpochSeconds } from '../../../protocol/units.ts';

/** `11/28/26 06:16:17 -0000`: month, day, year. */
const shape = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) -0000$/;

/**
 * Whether the time stamp of an attested document says that it is over. Documents of the first versions have none; one that cannot be
 * read is over.
 */
export function hasExpired(timeStamp: unknown, now: EpochSeconds): boolean {
  if (timeStamp === undefined) return false;
  const expiresOn = typeof timeStamp === 'object' && timeStamp !== null && 'expiresOn' in timeStamp ? timeStamp.expiresOn : undefined;
  const [, month, day, year, time] = shape.exec(typeof expiresOn === 'string' ? expiresOn : '') ?? [];
  const at = Date.parse(`20${year}-${month}-${day}T${time}Z`);
  return !(now * 1000 < at);
}
