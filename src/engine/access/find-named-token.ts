import type { AccessTokenFacts, Engine, RefreshTokenFacts } from '../ports.ts';
import { givenTokenId } from '../terms/given-token.ts';
import { findPresentedAccessToken } from './find-access-token.ts';
import { findPresentedRefreshToken } from './find-refresh-token.ts';

type Tools = Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt'>;

/**
 * The access token that whoever runs the engine means: by its text, its id, or the SHA-256 of one that they made. Ids and hashes say
 * which token is meant, and are no proof of having it: nobody else may ask like this.
 */
export async function findNamedAccessToken(tools: Tools, serviceId: number, name: string): Promise<AccessTokenFacts | undefined> {
  const presented = await findPresentedAccessToken(tools, serviceId, name);
  if (presented !== undefined) return presented;
  const { facts, sha256 } = tools;
  const found =
    (await facts.findAccessTokenWithGrant(name)) ?? (await facts.findAccessTokenWithGrant(givenTokenId(sha256, 'access', serviceId, name)));
  return found?.accessToken.serviceId === serviceId ? found : undefined;
}

/** The refresh token that whoever runs the engine means, likewise. */
export async function findNamedRefreshToken(tools: Tools, serviceId: number, name: string): Promise<RefreshTokenFacts | undefined> {
  const presented = await findPresentedRefreshToken(tools, serviceId, name);
  const { facts, sha256 } = tools;
  const found =
    presented ??
    (await facts.findRefreshTokenWithGrant(name)) ??
    (await facts.findRefreshTokenWithGrant(givenTokenId(sha256, 'refresh', serviceId, name)));
  return found?.grant.serviceId === serviceId ? found : undefined;
}
