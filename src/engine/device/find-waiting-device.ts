import type { EpochSeconds } from '../../protocol/units.ts';
import type { Client } from '../model/client.ts';
import type { DeviceAuthorization } from '../model/device-authorization.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { readUserCode } from './user-code.ts';

/** A device that waits for a decision, with who asks for it. */
export interface WaitingDevice {
  readonly found: 'waiting';
  readonly device: DeviceAuthorization;
  readonly service: Service;
  readonly client: Client;
}

/** What is behind a user code that somebody typed. */
export type DeviceFinding = WaitingDevice | { readonly found: 'expired' | 'unknown' };

/** Which user code, and whose. */
export interface UserCodeQuestion {
  /** As it was typed. */
  readonly userCode: string;
  /** Whether devices of a service may be answered here. */
  readonly isOurs: (service: Service) => boolean;
}

const unknown: DeviceFinding = { found: 'unknown' };

/**
 * Finds the device that waits under a user code. One that was decided is not known any more, and neither is one whose client or service
 * is gone, or whose client is locked: the code is good once.
 *
 * @see RFC 8628 §3.3
 */
export async function findWaitingDevice(
  { facts }: Pick<Engine, 'facts'>,
  { userCode: typed, isOurs }: UserCodeQuestion,
  now: EpochSeconds,
): Promise<DeviceFinding> {
  const userCode = readUserCode(typed);
  const device = userCode === undefined ? undefined : await facts.findDeviceAuthorizationByUserCode(userCode);
  if (device === undefined) return unknown;
  const service = await facts.findService(device.serviceId);
  if (service === undefined || !isOurs(service)) return unknown;
  const found = await facts.findClient(service.id, String(device.clientNumber));
  if (found === undefined || found.client.isLocked) return unknown;
  return device.expiresAt <= now ? { found: 'expired' } : { found: 'waiting', device, service, client: found.client };
}
