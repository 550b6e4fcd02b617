import { formatCredential } from '../../protocol/credential.ts';
import { formatScope } from '../../protocol/scope.ts';
import { type EpochSeconds, toRfc3339 } from '../../protocol/units.ts';
import type { Details } from '../details/decide-details.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Issued } from '../model/tokens.ts';
import { encodeIdToken } from '../oidc/id-token.ts';
import { subjectForClient } from '../oidc/subject-for-client.ts';
import type { Engine } from '../ports.ts';
import { showProperties } from '../terms/extra-properties.ts';

/** The body of a successful token response (RFC 6749 §5.1). */
export interface TokenResponse {
  readonly access_token: string;
  /** `DPoP` if the access token is bound to a DPoP key (RFC 9449 §5). */
  readonly token_type: 'Bearer' | 'DPoP';
  /** In seconds from now. */
  readonly expires_in: number;
  readonly refresh_token?: string;
  /** If `openid` was granted (OpenID Connect Core §3.1.3.3). */
  readonly id_token?: string;
  readonly scope: string;
  /** Left out if none were granted (RFC 9396 §7). */
  readonly authorization_details?: Details;
  /** When the access token expires, as RFC 3339: what the clients of seed 003 read. */
  readonly expiry: string;
}

/** One resource is a string, several are a list (RFC 7519 §4.1.3). No resource means the server that issued it. */
export const toAudience = (resources: readonly string[], issuer: string): string | readonly string[] =>
  resources.length > 1 ? resources : (resources[0] ?? issuer);

/** How a token is presented (RFC 6749 §7.1): one bound to a certificate alone still as a bearer token (RFC 8705 §3). */
export const tokenTypeOf = ({ confirmation }: { readonly confirmation?: Confirmation | undefined }): 'Bearer' | 'DPoP' =>
  confirmation?.jkt === undefined ? 'Bearer' : 'DPoP';

/** An access token that is no JWT. */
export const formatAccessToken = ({ format, accessToken }: Issued): string =>
  format === 'given' ? accessToken.secret : formatCredential(accessToken);

/** The refresh token of an issue; undefined if there is none. */
export const formatRefreshToken = ({ refreshToken, isRefreshTokenGiven }: Issued): string | undefined =>
  refreshToken && (isRefreshTokenGiven === true ? refreshToken.secret : formatCredential(refreshToken));

/** What answers are written with. */
export type EncodingTools = Pick<Engine, 'signJwt' | 'mac' | 'leftHash' | 'findSubjectClaims'>;

/** RFC 9068 §5: a client that speaks for itself is the subject. */
const subjectOf = (engine: EncodingTools, { serviceId, subject, sector, clientId }: Issued): string =>
  subject === undefined ? clientId : subjectForClient(engine, { serviceId, subject, sector });

const toJwt = (engine: EncodingTools, issued: Issued): string | Promise<string> =>
  engine.signJwt(
    issued.serviceId,
    'at+jwt',
    {
      ...issued.claims,
      ...(issued.properties === undefined ? {} : showProperties(issued.properties)),
      iss: issued.issuer,
      sub: subjectOf(engine, issued),
      aud: toAudience(issued.resources, issued.issuer),
      client_id: issued.clientId,
      iat: issued.issuedAt,
      exp: issued.expiresAt,
      jti: issued.accessToken.id,
      scope: formatScope(issued.scopes),
      ...(issued.authorizationDetails === undefined ? {} : { authorization_details: issued.authorizationDetails }), // RFC 9396 §9.1
      ...(issued.authTime === undefined ? {} : { auth_time: issued.authTime }),
      ...(issued.acr === undefined ? {} : { acr: issued.acr }), // RFC 9470 §6.1
      ...(issued.confirmation === undefined ? {} : { cnf: issued.confirmation }), // RFC 7800 §3.1
    },
    issued.algorithm,
    issued.signatureKeyId === undefined ? undefined : { kid: issued.signatureKeyId },
  );

/**
 * Writes what was issued as the client gets it. JWTs are signed here, after the commit: what is not durable is never signed.
 *
 * @see RFC 6749 §5.1, RFC 9068 §2.2, OpenID Connect Core §3.1.3.3
 */
export async function encodeTokenResponse(engine: EncodingTools, issued: Issued, now: EpochSeconds): Promise<TokenResponse> {
  const accessToken = issued.format === 'jwt' ? await toJwt(engine, issued) : formatAccessToken(issued);
  const refreshToken = formatRefreshToken(issued);
  const idToken = issued.idToken && (await encodeIdToken(engine, issued, accessToken));
  return {
    ...(issued.properties === undefined ? {} : showProperties(issued.properties)),
    access_token: accessToken,
    token_type: tokenTypeOf(issued),
    expires_in: Math.max(0, issued.expiresAt - now),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(idToken === undefined ? {} : { id_token: idToken }),
    scope: formatScope(issued.scopes),
    ...(issued.authorizationDetails === undefined ? {} : { authorization_details: issued.authorizationDetails }), // RFC 9396 §7
    expiry: toRfc3339(issued.expiresAt),
  };
}
