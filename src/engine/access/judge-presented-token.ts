import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { DpopTools } from '../dpop/verify-dpop.ts';
import type { Service } from '../model/service.ts';
import type { AccessTokenFacts, Engine } from '../ports.ts';
import { judgePossession, type Presentation } from '../possession/judge-possession.ts';
import { settle } from '../settle.ts';
import { tokenTypeOf } from '../token/encode-token-response.ts';
import { type AccessDemand, findAccessFault } from './access-demand.ts';
import { findPresentedAccessToken } from './find-access-token.ts';
import { findEndOfAccessToken } from './find-end-of-access-token.ts';

/** An access token that came to a resource server. */
export interface PresentedAccessToken {
  readonly service: Pick<Service, 'id' | 'offerRules' | 'bindingRules' | 'profiles' | 'requestRules'>;
  readonly token: string;
  /** How it came: a bound token is good only with its key. */
  readonly presentation: Presentation;
  readonly demand: AccessDemand;
}

/** The token of a live client. */
export type KnownAccessToken = AccessTokenFacts & { readonly clientId: string };

/** The request may be served. */
export interface Accept {
  readonly action: 'accept';
  readonly token: KnownAccessToken;
  readonly changes: readonly EngineChange[];
}

/** The request may not be served; `encodeAccessChallenge` writes why. */
export interface Challenge {
  readonly action: 'challenge';
  readonly status: number;
  readonly error: OAuthError;
  /** The scheme of the challenge (RFC 9449 §7.1). */
  readonly scheme: 'Bearer' | 'DPoP';
  readonly demand: AccessDemand;
  /** What was found; undefined: no such token. */
  readonly token: AccessTokenFacts | undefined;
  /** Whether the token is alive, and asks for more than it has or without the key it is bound to. */
  readonly isUsable: boolean;
  readonly changes: readonly EngineChange[];
}

/** What a resource server does with a request, by its access token. */
export type AccessDecision = Accept | Challenge;

const isAlive = (facts: AccessTokenFacts, end: string | undefined): facts is KnownAccessToken =>
  end === undefined && facts.clientId !== undefined;

/**
 * Decides what a token that was found is good for: alive, shown with its key, and enough. Whatever comes of it, a proof that was good is
 * used up by it.
 */
export async function decideAccess(
  engine: DpopTools,
  { service, token, presentation, demand }: PresentedAccessToken,
  found: AccessTokenFacts | undefined,
  now: EpochSeconds,
): Promise<AccessDecision> {
  const isDpopDemanded = service.bindingRules.dpopBoundAccessTokens;
  const scheme = isDpopDemanded ? 'DPoP' : (presentation.scheme ?? 'Bearer');
  const refused: Omit<Challenge, 'error' | 'status'> = { action: 'challenge', scheme, demand, token: found, isUsable: false, changes: [] };
  const invalid = (reason: string): Challenge => ({
    ...refused,
    status: 401,
    error: new OAuthError('invalid_token', 'The access token is not valid.', reason),
  });

  if (found === undefined) return invalid('unknown access token');
  const end = findEndOfAccessToken(found, now);
  if (!isAlive(found, end)) return invalid(end ?? 'client deleted');
  const alive = { ...refused, scheme: isDpopDemanded ? 'DPoP' : tokenTypeOf(found.accessToken), isUsable: true } as const;
  const { confirmation } = found.accessToken;
  const possession = await judgePossession(engine, { now, service, token, confirmation, presentation });
  if (possession instanceof OAuthError) return { ...alive, status: 401, error: possession }; // RFC 9449 §7.1, whatever it is elsewhere
  const { changes } = possession;
  const fault = findAccessFault(service, found, demand, now);
  return fault === undefined ? { action: 'accept', token: found, changes } : { ...alive, ...fault, changes };
}

/**
 * Judges an access token for a resource server: ours, or one that asks. The proof that comes with a bound one is used up.
 *
 * @see RFC 6750 §3.1, RFC 9449 §7, RFC 8705 §3, RFC 9470 §3
 */
export async function judgePresentedToken(
  engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt' | 'clock' | 'mac' | 'verifySignature' | 'commit'>,
  presented: PresentedAccessToken,
): Promise<AccessDecision> {
  const { service, token, demand } = presented;
  const found = await findPresentedAccessToken(engine, service.id, token);
  const decision = await settle(engine, () => decideAccess(engine, presented, found, engine.clock()));
  if (decision.action !== 'refuse') return decision;
  const { error, changes } = decision;
  return { action: 'challenge', status: error.status, error, scheme: 'Bearer', demand, token: found, isUsable: false, changes };
}
