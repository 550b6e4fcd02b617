import type { EngineChange } from '../../../../engine/changes.ts';
import { authorizationCode } from '../../../../engine/grants/authorization-code.ts';
import { clientCredentials } from '../../../../engine/grants/client-credentials.ts';
import type { Client } from '../../../../engine/model/client.ts';
import type { Issued } from '../../../../engine/model/tokens.ts';
import type { Engine } from '../../../../engine/ports.ts';
import type { TokenResponse } from '../../../../engine/token/encode-token-response.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { grantTypeNames } from '../../wire-names.ts';

/** Members of an answer. */
type Members = Readonly<Record<string, unknown>>;

/** The client of an answer. @param named how the request named it: by number, or by its text id, which is its alias. */
export const describeClient = (
  { number, clientId, source }: Pick<Client, 'number' | 'clientId' | 'source'>,
  named: string | undefined,
): Members => ({
  clientId: number,
  clientIdAlias: clientId,
  clientIdAliasUsed: named !== undefined && named !== String(number),
  ...(source === 'metadata_document' ? { metadataDocumentLocation: clientId, metadataDocumentUsed: named !== String(number) } : {}),
});

/** A grant type as this interface calls it. A token without a subject is a client's own, and a grant came by a code unless it says otherwise. */
export const grantTypeOf = ({
  grantType,
  subject,
}: {
  readonly grantType?: string | undefined;
  readonly subject?: string | undefined;
}): string | undefined => grantTypeNames.toName(grantType ?? (subject === undefined ? clientCredentials.name : authorizationCode.name));

/**
 * The access token of an issue: the text that is sent, and for a JWT the id it has as well.
 *
 * @param wire as the client gets it.
 */
export const formatIssued = (issued: Issued, wire: string): Members =>
  issued.format === 'jwt' ? { accessToken: issued.accessToken.id, jwtAccessToken: wire } : { accessToken: wire };

/**
 * What a refresh left as it was, which is not among its writes: the scopes of the refresh token where fewer were asked for, and when it ends
 * where it is no new one.
 */
export async function describeKeptRefreshToken(
  { facts }: Pick<Engine, 'facts'>,
  { refreshToken }: Issued,
  changes: readonly EngineChange[],
  isNarrowed: boolean,
): Promise<Members> {
  const isNew = changes.some(({ change }) => change === 'insert_refresh_token');
  if (refreshToken === undefined || (isNew && !isNarrowed)) return {};
  const kept = await facts.findRefreshTokenWithGrant(refreshToken.id);
  if (kept === undefined) return {};
  const { createdAt, expiresAt } = kept.refreshToken;
  return {
    refreshTokenExpiresAt: expiresAt * 1000,
    refreshTokenDuration: expiresAt - createdAt,
    refreshTokenScopes: kept.grant.scopes,
  };
}

/** The refresh token of an issue. When it ends is known where it was made, and not where an answer was given once more. */
function describeRefreshToken(issued: Issued, refreshToken: string | undefined, changes: readonly EngineChange[]): Members {
  if (refreshToken === undefined) return {};
  const made = changes.find(({ change }) => change === 'insert_refresh_token');
  const kept = made?.change === 'insert_refresh_token' ? made.refreshToken : undefined;
  return {
    refreshToken,
    refreshTokenExpiresAt: kept && kept.expiresAt * 1000,
    refreshTokenDuration: kept && kept.expiresAt - kept.createdAt,
    refreshTokenScopes: issued.scopes,
  };
}

/**
 * What was issued, for the front end.
 *
 * @param response as the client gets it.
 * @param changes what was written of it.
 */
export const describeIssued = (issued: Issued, response: TokenResponse, changes: readonly EngineChange[]): Members => ({
  ...formatIssued(issued, response.access_token),
  accessTokenExpiresAt: issued.expiresAt * 1000,
  accessTokenDuration: issued.expiresAt - issued.issuedAt,
  ...describeRefreshToken(issued, response.refresh_token, changes),
  subject: issued.subject,
  scopes: issued.scopes,
  properties: issued.properties,
  additionalClaims: issued.format === 'jwt' && issued.claims !== undefined ? JSON.stringify(issued.claims) : undefined,
  accessTokenResources: issued.resources.length > 0 ? issued.resources : undefined,
  authorizationDetails: issued.authorizationDetails && describeDetails(issued.authorizationDetails),
});

/** The ID token, and the names of the claims that were asked for in it. */
export const idTokenMembers = ({ idToken }: Issued, wire: string | undefined): Members => {
  const names = Object.keys(idToken?.demands ?? {});
  return { idToken: wire, requestedIdTokenClaims: names.length === 0 ? undefined : names };
};

/** Whether it is the answer of a moment ago once more, to a refresh token that was used already. */
export const isRepeated = ({ accessToken }: Issued, changes: readonly EngineChange[]): boolean =>
  !changes.some((change) => change.change === 'insert_access_token' && change.accessToken.id === accessToken.id);
