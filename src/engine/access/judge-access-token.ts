import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Grant } from '../model/grant.ts';
import { isForResource } from './access-demand.ts';
import { judgePresentedToken, type PresentedAccessToken } from './judge-presented-token.ts';

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

/** An access token at our own resource server. */
export interface AccessTokenUse extends Omit<PresentedAccessToken, 'demand'> {
  /** The resource server that asks, as clients name it. A token without resources is good for every one. */
  readonly resource: string;
}

/**
 * Judges an access token for our own resource server, which tells a caller without proof from one without a good token. What it is to
 * be enough for is said by each operation. The proof that comes with a bound token is used up.
 */
export async function judgeAccessToken(
  engine: Parameters<typeof judgePresentedToken>[0],
  { resource, ...use }: AccessTokenUse,
): Promise<AccessTokenJudgement> {
  const decision = await judgePresentedToken(engine, { ...use, demand: {} });
  if (decision.action === 'challenge') {
    const { error, scheme, isUsable } = decision;
    return isUsable ? { active: false, reason: error.reason, error, scheme } : { active: false, reason: error.reason };
  }
  const { accessToken, grant, clientId } = decision.token;
  return {
    active: true,
    accessTokenId: accessToken.id,
    subject: accessToken.subject,
    clientId,
    clientNumber: accessToken.clientNumber,
    grantId: accessToken.grantId,
    authentication: grant,
    scopes: accessToken.scopes,
    resources: accessToken.resources,
    audienceMatches: isForResource(accessToken, resource),
    expiresAt: accessToken.expiresAt,
  };
}
