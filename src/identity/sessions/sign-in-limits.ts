import { seconds } from '../../protocol/units.ts';
import type { RateLimit } from '../rate-limit.ts';

/** How often passwords may be tried: from one network, and against one account wherever from. */
export const signInLimits: { readonly address: RateLimit; readonly account: RateLimit } = {
  address: { name: 'sign_in_address', limit: 100, window: seconds(900) },
  account: { name: 'sign_in_account', limit: 20, window: seconds(900) },
};
