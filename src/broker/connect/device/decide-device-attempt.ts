import { after, type EpochSeconds, type Seconds, seconds } from '../../../protocol/units.ts';
import type { DeviceConnect } from '../../model/device-connect.ts';
import type { DeviceConnectChange } from './changes.ts';

/** Whether a page that shows a code may ask the provider now. */
export type DeviceAttemptDecision =
  | { readonly action: 'attempt'; readonly changes: readonly DeviceConnectChange[] }
  /** Too early: whoever looks again after `wait` may. */
  | { readonly action: 'wait'; readonly wait: Seconds }
  | { readonly action: 'expired' };

/** Decides it, at the provider's pace however many pages are open and however often they are loaded (RFC 8628 §3.5). */
export function decideDeviceAttempt(now: EpochSeconds, connect: DeviceConnect): DeviceAttemptDecision {
  const { id, nextAttemptAt, interval, expiresAt } = connect;
  if (expiresAt <= now) return { action: 'expired' };
  if (nextAttemptAt > now) return { action: 'wait', wait: seconds(nextAttemptAt - now) };
  return { action: 'attempt', changes: [{ change: 'claim_device_attempt', connectId: id, nextAttemptAt, thenAt: after(now, interval) }] };
}
