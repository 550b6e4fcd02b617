import { OAuthError } from '../../protocol/oauth-error.ts';
import { isSameResource } from '../../protocol/resource-indicator.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { refuse } from '../decision.ts';
import type { Grant } from '../model/grant.ts';
import type { Service } from '../model/service.ts';
import type { AccessTokenFacts, Engine } from '../ports.ts';
import { judgePossession, type Presentation } from '../possession/judge-possession.ts';
import { settle } from '../settle.ts';
import { tokenTypeOf } from '../token/encode-token-response.ts';
import { findPresentedAccessToken } from './find-access-token.ts';

/** Whether an access token is good, and what for. */
export type AccessTokenJudgement =
  | { readonly active: false; readonly reason: string }
  /** It lives, but its sender has not shown the key it is bound to. */
  | {
      readonly active: false;
      readonly reason: string;
      readonly error: OAuthError;
      /** The scheme of the challenge (RFC 9449 §7.1). */
      readonly scheme: 'Bearer' | 'DPoP';
    }
  | {
      readonly active: true;
      readonly accessTokenId: string;
      /** The user; undefined if the client speaks for itself. */
      readonly subject: string | undefined;
      readonly clientId: string;
      readonly clientNumber: number;
      readonly grantId: string | undefined;
      /** How the user proved who they are; undefined if the client speaks for itself. */
      readonly authentication: Pick<Grant, 'authTime' | 'acr'> | undefined;
      readonly scopes: readonly string[];
      readonly resources: readonly string[];
      /** Whether it is for the resource server that asks: a mismatch is refused with 403 (RFC 8707 §2.2). */
      readonly audienceMatches: boolean;
      readonly expiresAt: EpochSeconds;
    };

/** Why an access token is dead; undefined if it lives. */
export function findEndOfAccessToken(facts: AccessTokenFacts, now: EpochSeconds): string | undefined {
  const { accessToken, grant, clientId, clientSecretExists } = facts;
  if (accessToken.expiresAt <= now) return 'access token expired';
  if (accessToken.revokedAt !== undefined) return 'access token revoked';
  if (clientId === undefined) return 'client deleted';
  if (!clientSecretExists) return 'client secret deleted';
  if (accessToken.grantId !== undefined && grant === undefined) return 'grant gone';
  return grant?.revokedAt === undefined ? undefined : 'grant revoked';
}

/** An access token at our own resource server. */
export interface AccessTokenUse {
  readonly service: Pick<Service, 'id' | 'bindingRules' | 'profiles'>;
  readonly token: string;
  /** The resource server that asks, as clients name it. A token without resources is good for every one. */
  readonly resource: string;
  /** How it came: a bound token is good only with its key. */
  readonly presentation: Presentation;
}

/**
 * Judges an access token for our own resource server. The proof that comes with a bound one is used up.
 *
 * @see RFC 6750 §3.1, RFC 9449 §7, RFC 8705 §3
 */
export async function judgeAccessToken(
  engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt' | 'clock' | 'mac' | 'verifySignature' | 'commit'>,
  { service, token, resource, presentation }: AccessTokenUse,
): Promise<AccessTokenJudgement> {
  const found = await findPresentedAccessToken(engine, service.id, token);
  if (found?.clientId === undefined) return { active: false, reason: 'unknown access token' };
  const now = engine.clock();
  const end = findEndOfAccessToken(found, now);
  if (end !== undefined) return { active: false, reason: end };
  const { confirmation } = found.accessToken;
  const possession = await settle(engine, async () => {
    const judged = await judgePossession(engine, { now, service, token, confirmation, presentation });
    return judged instanceof OAuthError ? refuse(judged) : { action: 'use' as const, ...judged };
  });
  if (possession.action === 'refuse') {
    const { error } = possession;
    const scheme = service.bindingRules.dpopBoundAccessTokens ? 'DPoP' : tokenTypeOf(found.accessToken);
    return { active: false, reason: error.reason, error, scheme };
  }
  const { accessToken, clientId } = found;
  const { resources } = accessToken;
  return {
    active: true,
    accessTokenId: accessToken.id,
    subject: accessToken.subject,
    clientId,
    clientNumber: accessToken.clientNumber,
    grantId: accessToken.grantId,
    authentication: found.grant,
    scopes: accessToken.scopes,
    resources,
    audienceMatches: resources.length === 0 || resources.some((named) => isSameResource(named, resource)),
    expiresAt: accessToken.expiresAt,
  };
}
