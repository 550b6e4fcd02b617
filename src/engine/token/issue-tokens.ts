import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Details } from '../details/decide-details.ts';
import type { Authentication } from '../model/authentication.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Grant } from '../model/grant.ts';
import type { AccessTokenFormat, Service } from '../model/service.ts';
import type { Issued } from '../model/tokens.ts';
import { decideIdToken } from '../oidc/id-token.ts';
import type { IssueTerms } from '../terms/decide-terms.ts';
import type { FreshToken } from './fresh-token.ts';

/** Everything an issue of tokens is made from. */
export interface Issuance {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  /** The secret the client used for this request. */
  readonly clientSecretId: string | undefined;
  /** What the access token is bound to; undefined: a bearer token. */
  readonly confirmation: Confirmation | undefined;
  readonly accessToken: FreshToken;
  readonly refreshToken: FreshToken | undefined;
  /** undefined when the client speaks for itself. */
  readonly grant: Pick<Grant, 'id' | 'subject' | 'claimsRequest' | keyof Authentication> | undefined;
  /** Of the authorization request, for the ID token. */
  readonly nonce?: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authorizationDetails: Details;
  readonly terms: IssueTerms;
}

/** The format of a client's access tokens: its own, or its service's. */
export const accessTokenFormat = (service: Service, client: Client): AccessTokenFormat =>
  client.accessTokenFormat ?? service.accessTokenFormat;

/** The tokens as the client gets them, and the rows that keep them. */
export function issueTokens(issuance: Issuance): { readonly issued: Issued; readonly changes: readonly EngineChange[] } {
  const { now, service, client, clientSecretId, confirmation, accessToken, refreshToken, grant, scopes, resources, authorizationDetails } =
    issuance;
  const { lifetimes, kept } = issuance.terms;
  const properties = kept?.properties;
  const expiresAt = after(now, lifetimes.accessToken);
  const format = accessToken.isGiven === true ? 'given' : accessTokenFormat(service, client);
  const issued: Issued = {
    accessToken: accessToken.credential,
    format,
    refreshToken: refreshToken?.credential,
    serviceId: service.id,
    issuer: service.issuer,
    clientId: client.clientId,
    subject: grant?.subject,
    sector: client.openIdRules.sector,
    scopes,
    resources,
    authorizationDetails,
    authTime: grant?.authTime,
    acr: grant?.acr,
    confirmation,
    properties,
    claims: format === 'jwt' ? kept?.claims : undefined,
    issuedAt: now,
    expiresAt,
    idToken: decideIdToken({ service, client, scopes, grant, nonce: issuance.nonce, terms: kept }),
  };
  const changes: EngineChange[] = [
    {
      change: 'insert_access_token',
      accessToken: {
        id: accessToken.credential.id,
        secretHash: accessToken.secretHash,
        serviceId: service.id,
        clientNumber: client.number,
        subject: grant?.subject,
        grantId: grant?.id,
        clientSecretId,
        confirmation,
        scopes,
        resources,
        authorizationDetails,
        properties,
        createdAt: now,
        expiresAt,
        revokedAt: undefined,
      },
    },
  ];
  if (refreshToken !== undefined && grant !== undefined) {
    changes.push({
      change: 'insert_refresh_token',
      refreshToken: {
        id: refreshToken.credential.id,
        secretHash: refreshToken.secretHash,
        grantId: grant.id,
        accessTokenId: accessToken.credential.id,
        createdAt: now,
        expiresAt: after(now, lifetimes.refreshToken),
        rotatedAt: undefined,
        successor: undefined,
      },
    });
  }
  return { issued, changes };
}
