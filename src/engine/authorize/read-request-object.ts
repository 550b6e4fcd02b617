import type { Parameters } from '../../protocol/form.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { type Jwt, parseJwt } from '../../protocol/jose/jws.ts';
import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import { verifyClientJws } from '../jose/verify-client-jws.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { DemandsInForce } from '../profiles/demands.ts';
import { findDemands } from '../profiles/find-demands.ts';
import { allowedAlgorithms, clockTolerance } from '../profiles/tighten.ts';

/** Letters of the longest request object: as much as a form has room for. */
const maxLength = 49_152;
/** How long a request object may be good. */
const maxLifetime: Seconds = seconds(3600);

/** A JWT that says it is of another kind is one (RFC 8725 §3.11, RFC 9101 §10.8). */
const types: readonly string[] = ['oauth-authz-req+jwt', 'jwt'];

/** Claims that are about the JWT, and no parameters of the request (RFC 9101 §4). */
const jwtClaims: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']);

/** A request that a client signed. */
export interface SignedRequest {
  readonly parameters: Parameters;
  /** Everything that was signed: the text of a JSON object. */
  readonly payload: string;
}

/** What a request object is judged by. */
export interface RequestObjectFacts {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'issuer' | 'offerRules' | 'requestRules' | 'profiles'>;
  readonly client: Pick<Client, 'clientId' | 'number' | 'profiles'>;
  readonly jwt: Pick<Jwt, 'header' | 'claims'>;
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const isKnownType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && types.includes(typ.toLowerCase().replace(/^application\//, '')));

/**
 * What is wrong with the claims of a request object; undefined if nothing is. Its signature is judged apart.
 *
 * @see RFC 9101 §4, §6.3, §10.8; RFC 7519 §4.1
 */
export function findRequestObjectFault({ now, service, client, jwt: { header, claims } }: RequestObjectFacts): string | undefined {
  const { iss, sub, aud, exp, nbf, iat, client_id } = claims;
  const tolerance = clockTolerance(service, client);
  const names = [client.clientId, String(client.number)];
  const isClient = (value: unknown): boolean => typeof value === 'string' && names.includes(value);
  if (!isKnownType(header.typ)) return 'typ is of another kind of JWT';
  if (!isClient(iss)) return 'iss is not the client';
  if (!isClient(client_id)) return 'client_id is missing or another client';
  if (isClient(sub)) return 'sub is the client, as in a client assertion';
  if (!(Array.isArray(aud) ? aud : [aud]).includes(service.issuer)) return 'aud is not the issuer';
  if (!isTime(exp)) return 'exp is missing';
  if (exp <= now - tolerance) return 'expired';
  if (exp > now + maxLifetime + tolerance) return 'exp is too far away';
  if (nbf !== undefined && !(isTime(nbf) && nbf <= now + tolerance)) return 'nbf is in the future';
  if (isTime(nbf) && nbf < now - maxLifetime - tolerance) return 'nbf is too long ago';
  if (iat !== undefined && !(isTime(iat) && iat <= now + tolerance)) return 'iat is in the future';
  if ('request' in claims || 'request_uri' in claims) return 'a request is in the request';
  // Where it may be left out, the time for which the object is good begins now.
  const from = nbf === undefined && service.requestRules.nbfOptional ? now : nbf;
  return findWindowFault({ now, nbf: from, exp }, findDemands(service, client));
}

/** What is wrong with the time for which a request object is good under a profile. */
function findWindowFault(
  { now, nbf, exp }: { readonly now: EpochSeconds; readonly nbf: unknown; readonly exp: number },
  { maxRequestObjectLifetime: bound }: DemandsInForce,
): string | undefined {
  if (bound === undefined) return undefined;
  if (!isTime(nbf)) return `${bound.clause}: nbf is missing`;
  if (nbf < now - bound.value) return `${bound.clause}: nbf is too long ago`;
  return exp > nbf + bound.value ? `${bound.clause}: exp is too far from nbf` : undefined;
}

/** The values of a claim as parameters: numbers and JSON in their text form, a list of resources as several (RFC 9101 §4, RFC 8707 §2.1). */
function toValues(name: string, value: unknown): readonly string[] {
  if (name === 'resource' && Array.isArray(value)) return value.flatMap((each) => toValues('', each));
  if (value === null || value === undefined || value === '') return [];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

/** The parameters of the request, all out of its object. */
const toParameters = (claims: JsonObject): Parameters =>
  new Map(
    Object.entries(claims)
      .filter(([name]) => !jwtClaims.has(name))
      .map(([name, value]): [string, readonly string[]] => [name, toValues(name, value)])
      .filter(([, values]) => values.length > 0),
  );

const invalid = (reason: string): OAuthError =>
  new OAuthError('invalid_request_object', 'The request object is not valid.', `request object: ${reason}`);

/**
 * Reads a request that a client signed with one of its keys. Nothing outside it counts.
 *
 * @returns `invalid_request_object` for one that is not signed, not for us, too old, or encrypted, which is not supported.
 * @see RFC 9101 §6.2, §6.3, §10.1
 */
export async function readRequestObject(
  engine: Pick<Engine, 'verifySignature' | 'findClientKeys'>,
  { now, service, client }: Pick<RequestObjectFacts, 'now' | 'service'> & { readonly client: Client },
  text: string,
): Promise<SignedRequest | OAuthError> {
  const jwt = parseJwt(text, maxLength);
  if (jwt === undefined) return invalid('not a signed JWT');
  const fault = findRequestObjectFault({ now, service, client, jwt });
  if (fault !== undefined) return invalid(fault);
  const registered = client.requestRules.signingAlg;
  const algorithms = allowedAlgorithms(service, client, registered === undefined ? signatureAlgorithmNames : [registered]);
  const verification = await verifyClientJws(engine, client, { jws: jwt, algorithms });
  if (verification.outcome === 'verified') return { parameters: toParameters(jwt.claims), payload: JSON.stringify(jwt.claims) };
  return invalid(verification.outcome === 'no_key' ? 'no key of the client fits' : verification.reason);
}
