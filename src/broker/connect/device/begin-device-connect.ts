import { after } from '../../../protocol/units.ts';
import type { DeviceConnect } from '../../model/device-connect.ts';
import type { Provider } from '../../model/provider.ts';
import type { Broker } from '../../ports.ts';
import { startDeviceFlow } from './start-device-flow.ts';

/** A code that a page can show, or why there is none. */
export type DeviceConnectStart =
  | { readonly outcome: 'begun'; readonly connectId: string }
  | { readonly outcome: 'unsupported' }
  | { readonly outcome: 'failed'; readonly words: string };

/** Asks a provider for a code and keeps it, for a page that shows it while its user types it at the provider. */
export async function beginDeviceConnect(
  broker: Broker,
  provider: Provider,
  { userId, another }: Pick<DeviceConnect, 'userId' | 'another'>,
): Promise<DeviceConnectStart> {
  const start = await startDeviceFlow(broker, provider);
  if (start.outcome !== 'started') return start;
  const { expiresIn, ...code } = start.code;
  const now = broker.clock();
  const connect: DeviceConnect = {
    ...code,
    id: broker.mint.id(),
    userId,
    providerId: provider.id,
    another,
    nextAttemptAt: after(now, code.interval),
    createdAt: now,
    expiresAt: after(now, expiresIn),
  };
  await broker.commit([{ change: 'insert_device_connect', connect }]);
  return { outcome: 'begun', connectId: connect.id };
}
