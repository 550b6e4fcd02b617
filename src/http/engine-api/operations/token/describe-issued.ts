import type { Client } from '../../../../engine/model/client.ts';
import type { Issued } from '../../../../engine/model/tokens.ts';
import { formatCredential } from '../../../../protocol/credential.ts';

/** The client of an answer. @param named how the request named it: by number, or by its text id, which is its alias. */
export const describeClient = (
  client: Pick<Client, 'number' | 'clientId'>,
  named: string | undefined,
): Readonly<Record<string, unknown>> => ({
  clientId: client.number,
  clientIdAlias: client.clientId,
  clientIdAliasUsed: named !== undefined && named !== String(client.number),
});

/** What was issued, for the front end. @param wire the access token as the client gets it. */
export const describeIssued = (issued: Issued, wire: string): Readonly<Record<string, unknown>> => ({
  accessToken: formatCredential(issued.accessToken),
  accessTokenExpiresAt: issued.expiresAt * 1000,
  accessTokenDuration: issued.expiresAt - issued.issuedAt,
  jwtAccessToken: issued.format === 'jwt' ? wire : undefined,
  refreshToken: issued.refreshToken && formatCredential(issued.refreshToken),
  refreshTokenScopes: issued.refreshToken && issued.scopes,
  subject: issued.subject,
  scopes: issued.scopes,
  accessTokenResources: issued.resources.length > 0 ? issued.resources : undefined,
});
