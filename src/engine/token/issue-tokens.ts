import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Details } from '../details/decide-details.ts';
import { ownAlgorithm } from '../keys/signing-algorithms.ts';
import type { Authentication } from '../model/authentication.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Grant } from '../model/grant.ts';
import type { AccessTokenFormat, Service } from '../model/service.ts';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import type { Issued } from '../model/tokens.ts';
import { decideIdToken } from '../oidc/id-token.ts';
import { answerAlgorithm } from '../profiles/tighten.ts';
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
  /** The refresh token that stays as it is, in place of a new one. */
  readonly keptRefreshTokenId?: string | undefined;
  /** undefined when the client speaks for itself. */
  readonly grant: Pick<Grant, 'id' | 'subject' | 'claimsRequest' | keyof Authentication> | undefined;
  /** Of the authorization request, for the ID token. */
  readonly nonce?: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authorizationDetails: Details;
  readonly terms: IssueTerms;
  /** When the refresh token ends, or the one that stays; undefined: after its lifetime. */
  readonly refreshExpiresAt?: EpochSeconds | undefined;
}

/** The format of a client's access tokens: its own, or its service's. */
export const accessTokenFormat = (service: Service, client: Client): AccessTokenFormat =>
  client.accessTokenFormat ?? service.accessTokenFormat;

/** When an access token ends: after its lifetime, or with its refresh token where the service links them. */
const accessTokenEnd = ({ tokenRules }: Service, own: EpochSeconds, refreshExpiresAt: EpochSeconds | undefined): EpochSeconds =>
  tokenRules.expirationLinked && refreshExpiresAt !== undefined && refreshExpiresAt < own ? refreshExpiresAt : own;

/** Our usual algorithm is not written down; profiles may leave only that. */
function unusualAlgorithm(service: Service, client: Client): SigningAlgorithm | undefined {
  const { accessTokenAlg } = service.tokenRules;
  if (accessTokenAlg === ownAlgorithm) return undefined;
  const chosen = answerAlgorithm(service, client, accessTokenAlg, ownAlgorithm);
  return chosen === ownAlgorithm ? undefined : chosen;
}

const usualSignature: Pick<Issued, 'algorithm' | 'signatureKeyId'> = {};

/** What an access token that is a JWT is signed with, where it is not as usual. */
export function accessTokenSignature(service: Service, client: Client): Pick<Issued, 'algorithm' | 'signatureKeyId'> {
  const algorithm = unusualAlgorithm(service, client);
  const { accessToken: signatureKeyId } = service.answerRules.signatureKeys;
  return algorithm === undefined && signatureKeyId === undefined ? usualSignature : { algorithm, signatureKeyId };
}

/** The tokens as the client gets them, and the rows that keep them. */
export function issueTokens(issuance: Issuance): { readonly issued: Issued; readonly changes: readonly EngineChange[] } {
  const { now, service, client, clientSecretId, confirmation, accessToken, refreshToken, grant, scopes, resources, authorizationDetails } =
    issuance;
  const { lifetimes, idTokenLifetime, kept } = issuance.terms;
  const properties = kept?.properties;
  const refreshExpiresAt = issuance.refreshExpiresAt ?? (refreshToken === undefined ? undefined : after(now, lifetimes.refreshToken));
  const expiresAt = accessTokenEnd(service, after(now, lifetimes.accessToken), refreshExpiresAt);
  const idTokenExpiresAt = idTokenLifetime === undefined ? undefined : after(now, idTokenLifetime);
  const format = accessToken.isGiven === true ? 'given' : accessTokenFormat(service, client);
  const issued: Issued = {
    accessToken: accessToken.credential,
    format,
    refreshToken: refreshToken?.credential,
    ...(refreshToken?.isGiven === true ? { isRefreshTokenGiven: true } : {}),
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
    ...(format === 'jwt' ? accessTokenSignature(service, client) : usualSignature),
    issuedAt: now,
    expiresAt,
    idToken: decideIdToken({ service, client, scopes, grant, nonce: issuance.nonce, terms: kept, expiresAt: idTokenExpiresAt }),
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
        refreshTokenId: grant === undefined ? undefined : (refreshToken?.credential.id ?? issuance.keptRefreshTokenId),
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
        expiresAt: refreshExpiresAt ?? after(now, lifetimes.refreshToken),
        rotatedAt: undefined,
      },
    });
  }
  return { issued, changes };
}
