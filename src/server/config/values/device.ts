import { deviceBounds } from '../../../engine/device/find-device-rules-fault.ts';
import { type Seconds, seconds } from '../../../protocol/units.ts';
import type { ValueKind } from '../setting.ts';

const within = (value: string, min: number, max: number): number | undefined =>
  /^[0-9]{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined;

const secondsWithin = ({ min, max }: { readonly min: number; readonly max: number }): ValueKind<Seconds> => ({
  accepted: `${min} to ${max} seconds`,
  parse: (value) => {
    const read = within(value, min, max);
    return read === undefined ? undefined : seconds(read);
  },
  format: String,
});

/** How long a device code lives. */
export const deviceCodeLifetime: ValueKind<Seconds> = secondsWithin(deviceBounds.codeLifetime);

/** How long a device waits between two polls. */
export const devicePollingInterval: ValueKind<Seconds> = secondsWithin(deviceBounds.pollingInterval);

const { NUMERIC: min, max } = deviceBounds.userCodeLength;

/** How many letters a user code has, whatever its letters. */
export const userCodeLength: ValueKind<number> = {
  accepted: `${min} to ${max}`,
  parse: (value) => within(value, min, max),
  format: String,
};
