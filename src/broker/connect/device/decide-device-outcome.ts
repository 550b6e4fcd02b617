import { after, type EpochSeconds, type Seconds, seconds } from '../../../protocol/units.ts';
import type { DeviceConnect } from '../../model/device-connect.ts';
import type { DeviceConnectChange } from './changes.ts';
import type { DeviceRedemptionOutcome } from './redeem-device-code.ts';

/** What a page shows after an attempt. */
export type DeviceAttemptOutcome =
  | { readonly outcome: 'linked'; readonly connectionId: string }
  | { readonly outcome: 'pending'; readonly wait: Seconds }
  | { readonly outcome: 'ended'; readonly words: string };

/** What is shown, and what is kept. */
export type DeviceOutcomeDecision = DeviceAttemptOutcome & { readonly changes: readonly DeviceConnectChange[] };

/** Longer waits are asked for by no provider, and would outlive the code. */
const longestInterval = 60;

/** Words for the codes a person brings about; the provider's own for the others. */
const endings: Readonly<Record<string, string>> = {
  access_denied: 'You said no at the provider.',
  expired_token: 'The code was not typed in time.',
};

/**
 * Decides what the provider's answer to an attempt means for the page.
 *
 * @see RFC 8628 §3.5: after `slow_down` five seconds more from then on. Trouble on the way does not end the attempt: the code lives.
 */
export function decideDeviceOutcome(
  now: EpochSeconds,
  { id, interval }: Pick<DeviceConnect, 'id' | 'interval'>,
  redeemed: DeviceRedemptionOutcome,
): DeviceOutcomeDecision {
  const done = [{ change: 'delete_device_connect', connectId: id }] as const;
  if (redeemed.outcome === 'linked') return { ...redeemed, changes: done };
  if (redeemed.outcome === 'unsupported') return { outcome: 'ended', words: 'The device flow was switched off.', changes: done };
  if (redeemed.code === 'slow_down') {
    const slower = seconds(Math.min(longestInterval, interval + 5));
    const change = { change: 'slow_device_connect', connectId: id, interval: slower, nextAttemptAt: after(now, slower) } as const;
    return { outcome: 'pending', wait: slower, changes: [change] };
  }
  if (redeemed.code === 'authorization_pending' || redeemed.mayPass) return { outcome: 'pending', wait: interval, changes: [] };
  return { outcome: 'ended', words: endings[redeemed.code ?? ''] ?? redeemed.words, changes: done };
}
