import {
  type AllowedToken,
  type InstallationRefusal,
  judgeInstallationRequest,
  mintAllowedToken,
} from '../../broker/github-app/mint-installation-token.ts';
import type { AppFailure, InstallationToken } from '../../broker/github-app/ports.ts';
import { judgeToken, type PolicyJudgement, type TokenJudgement } from '../../identity/federation/judge-token.ts';
import { describeToken, judgementRefusal, recordFederationRefusal } from '../../identity/federation/refuse-token.ts';
import { spendToken } from '../../identity/federation/spend-token.ts';
import type { FederationPolicy } from '../../identity/model/federation-policy.ts';
import { type Refusal, refuse } from '../../identity/refusal.ts';
import type { AppPermissions, InstallationName } from '../../protocol/installation-rule.ts';
import type { RequestFacts, Rooms } from '../context.ts';

/** A token of somebody's issuer, and the token that is wanted for it. */
export interface ExchangeRequest {
  readonly token: string;
  /** The provider's id. */
  readonly provider: string;
  readonly repositories: readonly string[] | undefined;
  readonly permissions: AppPermissions | undefined;
}

/** What comes of an exchange. */
export type Exchange =
  | { readonly action: 'token'; readonly policy: FederationPolicy; readonly token: InstallationToken }
  | Refusal
  /** The policies allow it, and GitHub did not do it. */
  | { readonly action: 'failed'; readonly failure: AppFailure };

/** What a policy that allows a token says of what is wanted for it. */
export interface NarrowedJudgement extends PolicyJudgement {
  readonly narrowed: AllowedToken | InstallationRefusal | { readonly action: 'unknown_provider' };
}

const nameOf = ({ installation: { id, owner } }: FederationPolicy): InstallationName =>
  id === undefined ? { owner: owner ?? '' } : { id };

/** Judges what is wanted by a policy that allows the token. */
export async function narrow(
  { broker }: Rooms,
  judgement: PolicyJudgement,
  { repositories, permissions }: Pick<ExchangeRequest, 'repositories' | 'permissions'>,
): Promise<NarrowedJudgement> {
  const { policy } = judgement.effective;
  const provider = broker.providers.find(({ id }) => id === policy.provider);
  if (provider === undefined) return { ...judgement, narrowed: { action: 'unknown_provider' } };
  const request = { provider, installation: nameOf(policy), allowed: [policy.installation], repositories, permissions };
  return { ...judgement, narrowed: await judgeInstallationRequest(broker, request) };
}

/** Why none of the policies that allow the token leads to another: the first one's reason. */
function narrowingRefusal({ effective: { policy }, narrowed }: NarrowedJudgement): Exchange {
  switch (narrowed.action) {
    case 'failed':
      return { action: 'failed', failure: narrowed.failure };
    case 'refused':
      return refuse('denied', narrowed.cause);
    case 'no_app':
    case 'unknown_provider':
    case 'mint':
      return refuse('unavailable', `The provider ${policy.provider} has no GitHub App.`);
  }
}

async function mint(
  rooms: Rooms,
  { claims = {} }: TokenJudgement,
  { effective }: PolicyJudgement,
  allowed: AllowedToken,
): Promise<Exchange> {
  const { policy } = effective;
  const spent = await spendToken(rooms.identity, policy, claims);
  if (spent !== undefined) return spent;
  const made = await mintAllowedToken(rooms.broker, allowed, { maxLifetime: policy.maxLifetime });
  rooms.broker.report({ event: 'hand_out', providerId: policy.provider, outcome: made.action });
  if (made.action === 'token') return { action: 'token', policy, token: made.token };
  return narrowingRefusal({ effective, checks: [], disbelief: undefined, allows: true, narrowed: made });
}

async function decide(rooms: Rooms, judgement: TokenJudgement, request: ExchangeRequest): Promise<Exchange> {
  const allowing = judgement.judgements.filter(({ allows }) => allows);
  const narrowed: NarrowedJudgement[] = [];
  for (const each of allowing) {
    const result = await narrow(rooms, each, request);
    if (result.narrowed.action === 'mint') return mint(rooms, judgement, result, result.narrowed);
    narrowed.push(result);
  }
  const [first] = narrowed;
  return first === undefined ? judgementRefusal(judgement) : narrowingRefusal(first);
}

/**
 * Exchanges a token of an issuer that a policy trusts for a token of an installation: by the first policy that allows all that is
 * wanted. Refusals are counted, and both are on the audit trail.
 *
 * @see RFC 8693 §2
 */
export async function exchangeToken(rooms: Rooms, request: ExchangeRequest, from: RequestFacts): Promise<Exchange> {
  const { identity } = rooms;
  const judgement = await judgeToken(identity, request);
  const exchange = await decide(rooms, judgement, request);
  const details = { ...describeToken(judgement.claims), provider: request.provider };
  switch (exchange.action) {
    case 'refuse':
      return recordFederationRefusal(identity, exchange, details, from);
    case 'failed':
      return exchange;
    case 'token': {
      const { policy, token } = exchange;
      identity.audit.record({
        event: 'federation_token_created',
        actor: 'anonymous',
        target: `federation_policy:${policy.name}`,
        address: from.address,
        requestId: from.requestId,
        details: {
          ...details,
          installation: token.installationId,
          repositories: token.repositories ?? '*',
          permissions: Object.entries(token.permissions).map(([name, level]) => `${name}:${level}`),
        },
      });
      return exchange;
    }
  }
}
