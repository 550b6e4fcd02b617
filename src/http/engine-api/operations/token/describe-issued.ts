import type { EngineChange } from '../../../../engine/changes.ts';
import type { Client } from '../../../../engine/model/client.ts';
import type { Issued } from '../../../../engine/model/tokens.ts';
import { formatAccessToken } from '../../../../engine/token/encode-token-response.ts';
import { formatCredential } from '../../../../protocol/credential.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';

/** Members of an answer. */
type Members = Readonly<Record<string, unknown>>;

/** The client of an answer. @param named how the request named it: by number, or by its text id, which is its alias. */
export const describeClient = (client: Pick<Client, 'number' | 'clientId'>, named: string | undefined): Members => ({
  clientId: client.number,
  clientIdAlias: client.clientId,
  clientIdAliasUsed: named !== undefined && named !== String(client.number),
});

/** The refresh token of an issue. When it ends is known where it was made, and not where an answer was given once more. */
function describeRefreshToken({ refreshToken, scopes }: Issued, changes: readonly EngineChange[]): Members {
  if (refreshToken === undefined) return {};
  const made = changes.find(({ change }) => change === 'insert_refresh_token');
  const kept = made?.change === 'insert_refresh_token' ? made.refreshToken : undefined;
  return {
    refreshToken: formatCredential(refreshToken),
    refreshTokenExpiresAt: kept && kept.expiresAt * 1000,
    refreshTokenDuration: kept && kept.expiresAt - kept.createdAt,
    refreshTokenScopes: scopes,
  };
}

/**
 * What was issued, for the front end.
 *
 * @param wire the access token as the client gets it.
 * @param changes what was written of it.
 */
export const describeIssued = (issued: Issued, wire: string, changes: readonly EngineChange[]): Members => ({
  accessToken: formatAccessToken(issued),
  accessTokenExpiresAt: issued.expiresAt * 1000,
  accessTokenDuration: issued.expiresAt - issued.issuedAt,
  jwtAccessToken: issued.format === 'jwt' ? wire : undefined,
  ...describeRefreshToken(issued, changes),
  subject: issued.subject,
  scopes: issued.scopes,
  properties: issued.properties,
  accessTokenResources: issued.resources.length > 0 ? issued.resources : undefined,
  authorizationDetails: issued.authorizationDetails && describeDetails(issued.authorizationDetails),
});
