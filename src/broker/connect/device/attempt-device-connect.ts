import type { DeviceConnect } from '../../model/device-connect.ts';
import type { Provider } from '../../model/provider.ts';
import type { Broker } from '../../ports.ts';
import { decideDeviceAttempt } from './decide-device-attempt.ts';
import { type DeviceAttemptOutcome, decideDeviceOutcome } from './decide-device-outcome.ts';
import { redeemDeviceCode } from './redeem-device-code.ts';

/** Asks the provider whether a page's code was typed, if it is time to, and keeps the account if it was. */
export async function attemptDeviceConnect(broker: Broker, provider: Provider, connect: DeviceConnect): Promise<DeviceAttemptOutcome> {
  const decision = decideDeviceAttempt(broker.clock(), connect);
  switch (decision.action) {
    case 'expired':
      return { outcome: 'ended', words: 'The code was not typed in time.' };
    case 'wait':
      return { outcome: 'pending', wait: decision.wait };
    case 'attempt': {
      // On a conflict another page of the same code asks right now.
      if ((await broker.commit(decision.changes)).outcome === 'conflict') return { outcome: 'pending', wait: connect.interval };
      const redeemed = await redeemDeviceCode(broker, provider, connect);
      const { changes, ...outcome } = decideDeviceOutcome(broker.clock(), connect, redeemed);
      if (changes.length > 0) await broker.commit(changes);
      return outcome;
    }
  }
}
