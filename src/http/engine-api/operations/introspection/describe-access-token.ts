import { findEndOfRefreshToken } from '../../../../engine/access/find-refresh-token.ts';
import type { Service } from '../../../../engine/model/service.ts';
import type { AccessToken } from '../../../../engine/model/tokens.ts';
import type { AccessTokenFacts, Engine } from '../../../../engine/ports.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { describeScope } from '../../schemas/describe-scope.ts';
import { attributesOf } from '../token/attributes-of.ts';
import { grantTypeOf } from '../token/describe-issued.ts';

/** What the grant says of a token, which is read with the refresh token if there is one. */
async function describeGrant(
  { facts, clock }: Engine,
  { refreshTokenId, grantId }: AccessToken,
): Promise<Readonly<Record<string, unknown>>> {
  const refresh = refreshTokenId === undefined ? undefined : await facts.findRefreshTokenWithGrant(refreshTokenId);
  const grant = refresh?.grant ?? (grantId === undefined ? undefined : await facts.findGrant(grantId));
  return {
    refreshable: refresh !== undefined && findEndOfRefreshToken(refresh, clock()) === undefined,
    consentedClaims: grant?.terms?.consentedClaims,
  };
}

/** What is known of an access token, alive or not. */
export async function describeAccessToken(
  engine: Engine,
  service: Service,
  { accessToken, grant, clientId }: AccessTokenFacts,
): Promise<Readonly<Record<string, unknown>>> {
  const { scopes, resources, confirmation } = accessToken;
  const client = clientId === undefined ? undefined : (await engine.facts.findClient(service.id, clientId))?.client;
  const hasDocument = client?.source === 'metadata_document';
  return {
    clientId: accessToken.clientNumber,
    clientIdAlias: clientId,
    clientIdAliasUsed: clientId !== undefined,
    metadataDocumentLocation: hasDocument ? clientId : undefined,
    metadataDocumentUsed: hasDocument ? true : undefined,
    subject: accessToken.subject,
    scopes,
    scopeDetails: service.scopes.filter(({ name }) => scopes.includes(name)).map(describeScope),
    expiresAt: accessToken.expiresAt * 1000,
    ...(await describeGrant(engine, accessToken)),
    properties: accessToken.properties,
    certificateThumbprint: confirmation?.['x5t#S256'],
    resources: resources.length === 0 ? undefined : resources,
    accessTokenResources: resources.length === 0 ? undefined : resources,
    authorizationDetails: accessToken.authorizationDetails && describeDetails(accessToken.authorizationDetails),
    grantType: grantTypeOf({ grantType: grant?.grantType, subject: accessToken.subject }),
    acr: grant?.acr,
    authTime: grant?.authTime,
    forExternalAttachment: false,
    ...attributesOf(service, client),
  };
}
