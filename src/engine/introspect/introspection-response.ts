import { formatScope } from '../../protocol/scope.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import { findEndOfRefreshToken } from '../access/find-refresh-token.ts';
import type { Details } from '../details/decide-details.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Service } from '../model/service.ts';
import { subjectForClient } from '../oidc/subject-for-client.ts';
import type { AccessTokenFacts, Engine, RefreshTokenFacts } from '../ports.ts';
import { showProperties } from '../terms/extra-properties.ts';
import { toAudience, tokenTypeOf } from '../token/encode-token-response.ts';

/** What introspection says of a token (RFC 7662 §2.2). */
export type IntrospectionResponse =
  | { readonly active: false }
  | {
      readonly active: true;
      readonly scope: string;
      readonly client_id: string;
      /** Only of access tokens. */
      readonly token_type?: 'Bearer' | 'DPoP';
      readonly exp: number;
      readonly iat: number;
      readonly sub: string;
      readonly aud: string | readonly string[];
      readonly iss: string;
      readonly jti: string;
      /** What the token is bound to (RFC 9449 §6.2, RFC 8705 §3.2). */
      readonly cnf?: Confirmation;
      /** RFC 9396 §9.2 */
      readonly authorization_details?: Details;
      /** When the person signed in, so that a resource server can ask for a fresher sign-in (RFC 9470 §6.2). */
      readonly auth_time?: number;
      /** How well they did (RFC 9470 §6.2). */
      readonly acr?: string;
    };

/** All that is said of a token that is unknown, dead or somebody else's: nothing more may leak (RFC 7662 §2.2). */
export const inactive: IntrospectionResponse = { active: false };

/** Which properties are shown. */
export type ShowProperties = typeof showProperties;

/** Describes an access token. */
export function describeAccessToken(
  engine: Pick<Engine, 'mac'>,
  { id: serviceId, issuer }: Pick<Service, 'id' | 'issuer'>,
  facts: AccessTokenFacts,
  now: EpochSeconds,
  show: ShowProperties = showProperties,
): IntrospectionResponse {
  const { accessToken, clientId, sector } = facts;
  const { subject } = accessToken;
  if (clientId === undefined || findEndOfAccessToken(facts, now) !== undefined) return inactive;
  return {
    ...(accessToken.properties === undefined ? {} : show(accessToken.properties)),
    active: true,
    scope: formatScope(accessToken.scopes),
    client_id: clientId,
    token_type: tokenTypeOf(accessToken),
    exp: accessToken.expiresAt,
    iat: accessToken.createdAt,
    sub: subject === undefined ? clientId : subjectForClient(engine, { serviceId, subject, sector }),
    aud: toAudience(accessToken.resources, issuer),
    iss: issuer,
    jti: accessToken.id,
    ...(accessToken.confirmation === undefined ? {} : { cnf: accessToken.confirmation }),
    ...(accessToken.authorizationDetails === undefined ? {} : { authorization_details: accessToken.authorizationDetails }),
    ...(facts.grant === undefined ? {} : { auth_time: facts.grant.authTime }),
    ...(facts.grant?.acr === undefined ? {} : { acr: facts.grant.acr }),
  };
}

/** Describes a refresh token. One that was used is dead, though its leeway may answer it once more. */
export function describeRefreshToken(
  engine: Pick<Engine, 'mac'>,
  { id: serviceId, issuer }: Pick<Service, 'id' | 'issuer'>,
  facts: RefreshTokenFacts,
  now: EpochSeconds,
  show: ShowProperties = showProperties,
): IntrospectionResponse {
  const { refreshToken, grant, clientId, sector } = facts;
  if (clientId === undefined || grant.serviceId !== serviceId || findEndOfRefreshToken(facts, now) !== undefined) return inactive;
  return {
    ...(grant.terms?.properties === undefined ? {} : show(grant.terms.properties)),
    active: true,
    scope: formatScope(grant.scopes),
    client_id: clientId,
    exp: refreshToken.expiresAt,
    iat: refreshToken.createdAt,
    sub: subjectForClient(engine, { serviceId, subject: grant.subject, sector }),
    aud: toAudience(grant.resources, issuer),
    iss: issuer,
    jti: refreshToken.id,
    ...(grant.confirmation === undefined ? {} : { cnf: grant.confirmation }),
    ...(grant.authorizationDetails === undefined ? {} : { authorization_details: grant.authorizationDetails }),
    auth_time: grant.authTime,
    ...(grant.acr === undefined ? {} : { acr: grant.acr }),
  };
}
