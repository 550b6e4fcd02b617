import { networkOf } from '../../identity/network-of.ts';
import type { Identity } from '../../identity/ports.ts';
import { type RateLimit, spendAttempts } from '../../identity/rate-limit.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import { type Seconds, seconds } from '../../protocol/units.ts';

/**
 * How often one network may be refused. Only refusals are counted: who presents what is right is never held up by somebody
 * behind the same address who guesses, and the hot path writes nothing for it.
 */
const refusals: RateLimit = { name: 'oauth_refusals', limit: 300, window: seconds(60) };

/** The refusals that guessing would produce. */
const guesses: ReadonlySet<string> = new Set(['invalid_client', 'invalid_client_attestation', 'invalid_grant']);

/** Counts a refusal; the time to wait, if there were too many from this network. */
export async function limitRefusals(identity: Identity, error: OAuthError, address: string): Promise<Seconds | undefined> {
  if (!guesses.has(error.code)) return undefined;
  const limited = await spendAttempts(identity, [{ limit: refusals, subject: networkOf(address) }]);
  return limited === undefined ? undefined : (limited.retryAfter ?? refusals.window);
}
