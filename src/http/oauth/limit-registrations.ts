import type { Service } from '../../engine/model/service.ts';
import { networkOf } from '../../identity/network-of.ts';
import type { Identity } from '../../identity/ports.ts';
import { spendAttempts } from '../../identity/rate-limit.ts';
import { type Seconds, seconds } from '../../protocol/units.ts';

const window: Seconds = seconds(3600);

/** Counts a registration, whatever comes of it; the time to wait, if there were too many from this network. */
export async function limitRegistrations(identity: Identity, service: Service, address: string): Promise<Seconds | undefined> {
  const limit = { name: 'client_registrations', limit: service.registrationRules.registrationsPerHour, window };
  const limited = await spendAttempts(identity, [{ limit, subject: `${service.id} ${networkOf(address)}` }]);
  return limited === undefined ? undefined : (limited.retryAfter ?? window);
}
