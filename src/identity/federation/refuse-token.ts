import { seconds } from '../../protocol/units.ts';
import type { AuditDetails } from '../model/audit-event.ts';
import { networkOf } from '../network-of.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type RateLimit, spendAttempts } from '../rate-limit.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Claims } from '../workload/platform.ts';
import type { TokenJudgement } from './judge-token.ts';

/** How often one network may be refused. Only refusals count: a job that is who it says may come as often as it must. */
const refusals: RateLimit = { name: 'federation_refusals', limit: 100, window: seconds(900) };

/** What the audit trail tells of a token. */
export const describeToken = (claims: Claims | undefined): AuditDetails =>
  Object.fromEntries(
    [['issuer', claims?.iss] as const, ['subject', claims?.sub] as const].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 300)]] : [],
    ),
  );

/**
 * Why no policy allows a token. An issuer that could not be asked for its keys may be asked again.
 *
 * It says of a policy only that it fails: which rule, is for `explain` to tell an administrator.
 */
export function judgementRefusal({ claims, judgements }: TokenJudgement): Refusal {
  if (claims === undefined) return refuse('denied', 'The token is not a JWT.');
  const disbelief = judgements.flatMap((each) => each.disbelief ?? []);
  const [first] = disbelief;
  if (first !== undefined) {
    const isUnavailable = disbelief.every(({ why }) => why === 'unavailable');
    return refuse(
      isUnavailable ? 'unavailable' : 'denied',
      (isUnavailable ? first : (disbelief.find(({ why }) => why !== 'unavailable') ?? first)).words,
    );
  }
  return refuse('denied', 'No trust policy allows this token. An administrator can see why: grantry federation explain.');
}

/** Takes note of a refusal; after too many of them it is that there were too many. */
export async function recordFederationRefusal(
  identity: Identity,
  refusal: Refusal,
  details: AuditDetails,
  { address, requestId }: Pick<Origin, 'address' | 'requestId'>,
): Promise<Refusal> {
  const { reason, message } = refusal;
  const words = message.slice(0, 300);
  identity.audit.record({ event: 'federation_refused', actor: 'anonymous', address, requestId, details: { ...details, reason, words } });
  if (reason === 'unavailable') return refusal;
  return (await spendAttempts(identity, [{ limit: refusals, subject: networkOf(address) }])) ?? refusal;
}
