import type { RateLimit } from '../identity/rate-limit.ts';
import { seconds } from '../protocol/units.ts';

/**
 * How often user codes may be typed: by one person, and from one network. Connecting a device takes two tries; the shortest codes there may
 * be have 2^25 values (RFC 8628 §5.1).
 */
export const deviceLimits: { readonly address: RateLimit; readonly user: RateLimit } = {
  address: { name: 'device_code_address', limit: 200, window: seconds(900) },
  user: { name: 'device_code_user', limit: 40, window: seconds(900) },
};
