import { parseCredential } from '../../protocol/credential.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { after } from '../../protocol/units.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import { findEndOfRefreshToken, findPresentedRefreshToken, readRefreshToken } from '../access/find-refresh-token.ts';
import type { Service } from '../model/service.ts';
import type { IdTokenTerms } from '../model/token-terms.ts';
import type { AccessToken, Issued } from '../model/tokens.ts';
import { decideIdToken } from '../oidc/id-token.ts';
import type { Engine } from '../ports.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { accessTokenSignature } from './issue-tokens.ts';

/** The tokens of a refresh, whose ID token is to say something else. */
export interface IdTokenReissue {
  readonly service: Service;
  /** As they were issued. */
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly terms: IdTokenTerms;
}

const refused = (reason: string): OAuthError => new OAuthError('invalid_request', 'The ID token cannot be made anew.', reason);

/** The access token as it was issued: of an opaque one the text has the secret, of a JWT the signature is made again. */
const formatOf = ({ id, secretHash }: AccessToken, text: string): Pick<Issued, 'format' | 'accessToken'> => {
  if (secretHash === '') return { format: 'jwt', accessToken: { kind: 'accessToken', id, secret: '' } };
  const credential = parseCredential(text);
  return credential === undefined
    ? { format: 'given', accessToken: { kind: 'accessToken', id, secret: text } }
    : { format: 'opaque', accessToken: credential };
};

/**
 * Makes the answer of a refresh once more, with an ID token that says what the front end wants of the person. Nothing is written.
 *
 * @returns an error if the service does not allow it, or the tokens are not live tokens of one grant with `openid`.
 * @see OpenID Connect Core §12.2; seed 002, idtoken/reissue
 */
export async function reissueIdToken(engine: Engine, { service, ...presented }: IdTokenReissue): Promise<Issued | OAuthError> {
  if (!service.tokenRules.idTokenReissuable) return refused('the service does not make ID tokens anew');
  const now = engine.clock();
  const found = await findPresentedAccessToken(engine, service.id, presented.accessToken);
  if (found === undefined || findEndOfAccessToken(found, now) !== undefined) return refused('the access token is not good');
  const refresh = await findPresentedRefreshToken(engine, service.id, presented.refreshToken);
  if (refresh === undefined || findEndOfRefreshToken(refresh, now) !== undefined) return refused('the refresh token is not good');
  const { accessToken } = found;
  const { grant } = refresh;
  if (accessToken.grantId !== grant.id) return refused('the tokens are of different grants');
  const client = (await engine.facts.findClient(service.id, String(accessToken.clientNumber)))?.client;
  if (client === undefined) return refused('the client is gone');
  const { scopes } = accessToken;
  const { idTokenLifetime } = baseLifetimes(service, client, scopes);
  const idToken = decideIdToken({
    service,
    client,
    scopes,
    grant,
    nonce: undefined,
    terms: { ...grant.terms, idToken: { ...grant.terms?.idToken, ...presented.terms } },
    expiresAt: idTokenLifetime === undefined ? undefined : after(now, idTokenLifetime),
  });
  if (idToken === undefined) return refused('openid was not granted');
  const given = readRefreshToken(engine, service.id, presented.refreshToken);
  return {
    ...formatOf(accessToken, presented.accessToken),
    ...accessTokenSignature(service, client),
    refreshToken: given?.credential,
    isRefreshTokenGiven: given?.isGiven,
    serviceId: service.id,
    issuer: service.issuer,
    clientId: client.clientId,
    subject: accessToken.subject,
    sector: client.openIdRules.sector,
    scopes,
    resources: accessToken.resources,
    authorizationDetails: accessToken.authorizationDetails,
    authTime: grant.authTime,
    acr: grant.acr,
    confirmation: accessToken.confirmation,
    properties: accessToken.properties,
    claims: grant.terms?.claims,
    issuedAt: accessToken.createdAt,
    expiresAt: accessToken.expiresAt,
    idToken,
  };
}
