import { type EpochSeconds, epochSeconds } from '../../protocol/units.ts';
import type { FederationPolicy } from '../model/federation-policy.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Claims } from '../workload/platform.ts';
import { clockToleranceSeconds } from '../workload/verify-token.ts';

const endOf = ({ exp }: Claims, now: EpochSeconds): EpochSeconds =>
  epochSeconds((typeof exp === 'number' ? Math.ceil(exp) : now) + clockToleranceSeconds);

/**
 * Spends a token where a policy says that each is good once: in the whole deployment, until the token would be refused for its age.
 *
 * @returns why it cannot be spent; undefined if it is spent now, or need not be.
 * @see RFC 7519 §4.1.7
 */
export async function spendToken(identity: Identity, policy: FederationPolicy, claims: Claims): Promise<Refusal | undefined> {
  if (!policy.isSingleUse) return undefined;
  const key = identity.sha256(JSON.stringify([policy.name, policy.issuer, claims.jti]));
  const expiresAt = endOf(claims, identity.clock());
  const spent = await identity.commit([{ change: 'spend_federation_token', key, expiresAt }]);
  return spent.outcome === 'committed' ? undefined : refuse('denied', 'The token has been exchanged already, and is good once.');
}
