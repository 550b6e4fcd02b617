import { type PublicJwk, readPublicJwk } from './jose/jwk.ts';
import { type Jwt, parseJwt } from './jose/jws.ts';
import { isJsonObject } from './jose/parse-object.ts';
import { OAuthError } from './oauth-error.ts';

/** A client attestation taken apart. Its form is good; nothing of it is believed yet. */
export interface ClientAttestation {
  readonly jwt: Jwt;
  /** The client it speaks for (`sub`). */
  readonly clientId: string;
  /** Who made it, where it says so: drafts before -08 demand it. */
  readonly issuer: string | undefined;
  /** The key of the client instance it vouches for (`cnf.jwk`). */
  readonly instanceKey: PublicJwk;
  /** NumericDates, whole or not (RFC 7519 §2). */
  readonly exp: number;
  readonly iat: number | undefined;
  readonly nbf: number | undefined;
}

/** A proof of possession beside an attestation, taken apart, and not believed yet. */
export interface AttestationPop {
  readonly jwt: Jwt;
  /** The client, where it says so: drafts before -08 demand it. */
  readonly issuer: string | undefined;
  readonly audience: unknown;
  readonly jti: string;
  readonly iat: number;
  readonly challenge: string | undefined;
}

/** Letters of the longest text in a claim. */
const maxTextLength = 2048;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= maxTextLength;
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value);
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isOptionalTime = (value: unknown): value is number | undefined => value === undefined || isTime(value);

const malformed = (reason: string): OAuthError => new OAuthError('invalid_client_attestation', 'Client authentication failed.', reason);

function readOne(headers: readonly string[], typ: string): Jwt | OAuthError {
  const [text, second] = headers;
  if (text === undefined || second !== undefined) return malformed(`there must be one header with ${typ}`);
  const jwt = parseJwt(text);
  if (jwt === undefined) return malformed(`${typ}: not a compact JWT`);
  return jwt.header.typ === typ ? jwt : malformed(`typ is not ${typ}`);
}

/**
 * Takes a client attestation apart.
 *
 * @param headers the values of every `OAuth-Client-Attestation` header of the request; there must be one.
 * @returns `invalid_client_attestation` if there are several, or it is no attestation by its form.
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §4, §7.1
 */
export function readClientAttestation(headers: readonly string[]): ClientAttestation | OAuthError {
  const jwt = readOne(headers, 'oauth-client-attestation+jwt');
  if (jwt instanceof OAuthError) return jwt;
  const { iss, sub, exp, iat, nbf, cnf } = jwt.claims;
  if (!isText(sub) || !isOptionalText(iss)) return malformed('sub or iss of the attestation is no text');
  if (!isTime(exp) || !isOptionalTime(iat) || !isOptionalTime(nbf)) return malformed('exp, iat or nbf of the attestation is no time');
  const instanceKey = isJsonObject(cnf) ? readPublicJwk(cnf.jwk) : undefined;
  if (instanceKey === undefined) return malformed('cnf has no public key of a known type');
  return { jwt, clientId: sub, issuer: iss, instanceKey, exp, iat, nbf };
}

/**
 * Takes the proof beside an attestation apart.
 *
 * @param headers the values of every `OAuth-Client-Attestation-PoP` header of the request; there must be one.
 * @returns `invalid_client_attestation` if there are several, or it is no proof by its form.
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §5.1, §7.2
 */
export function readAttestationPop(headers: readonly string[]): AttestationPop | OAuthError {
  const jwt = readOne(headers, 'oauth-client-attestation-pop+jwt');
  if (jwt instanceof OAuthError) return jwt;
  const { iss, aud, jti, iat, challenge } = jwt.claims;
  if (!isText(jti)) return malformed('jti of the proof is missing');
  if (!isTime(iat)) return malformed('iat of the proof is missing');
  if (!isOptionalText(iss) || !isOptionalText(challenge)) return malformed('iss or challenge of the proof is no text');
  return { jwt, issuer: iss, audience: aud, jti, iat, challenge };
}
