import { isSameResource } from '../../protocol/resource-indicator.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Service } from '../model/service.ts';
import type { AccessTokenFacts, Engine } from '../ports.ts';
import { findPresentedAccessToken } from './find-access-token.ts';

/** Whether an access token is good, and what for. */
export type AccessTokenJudgement =
  | { readonly active: false; readonly reason: string }
  | {
      readonly active: true;
      readonly accessTokenId: string;
      /** The user; undefined if the client speaks for itself. */
      readonly subject: string | undefined;
      readonly clientId: string;
      readonly clientNumber: number;
      readonly grantId: string | undefined;
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

/**
 * Judges an access token for our own resource server.
 *
 * @param resource the resource server that asks, as clients name it. A token without resources is good for every one.
 */
export async function judgeAccessToken(
  engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt' | 'clock'>,
  { service, token, resource }: { readonly service: Pick<Service, 'id'>; readonly token: string; readonly resource: string },
): Promise<AccessTokenJudgement> {
  const found = await findPresentedAccessToken(engine, service.id, token);
  if (found?.clientId === undefined) return { active: false, reason: 'unknown access token' };
  const end = findEndOfAccessToken(found, engine.clock());
  if (end !== undefined) return { active: false, reason: end };
  const { accessToken, clientId } = found;
  const { resources } = accessToken;
  return {
    active: true,
    accessTokenId: accessToken.id,
    subject: accessToken.subject,
    clientId,
    clientNumber: accessToken.clientNumber,
    grantId: accessToken.grantId,
    scopes: accessToken.scopes,
    resources,
    audienceMatches: resources.length === 0 || resources.some((named) => isSameResource(named, resource)),
    expiresAt: accessToken.expiresAt,
  };
}
