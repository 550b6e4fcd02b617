import type { Jwt } from '../../protocol/jose/jws.ts';
import { type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Service } from '../model/service.ts';

/** How long an assertion may be good: it is remembered for as long. */
export const maxAssertionLifetime: Seconds = seconds(3600);

/** What the claims of an assertion are judged by. */
export interface AssertionFacts {
  readonly now: EpochSeconds;
  readonly assertion: Pick<Jwt, 'header' | 'claims'>;
  readonly service: Pick<Service, 'issuer'>;
  /** How far the client's clock may be off. */
  readonly clockTolerance: Seconds;
}

/** Types that say that a JWT is for something else are refused; the general one and none at all say nothing (RFC 8725 §3.11, RFC 7523bis). */
const types: readonly string[] = ['jwt', 'client-authentication+jwt'];

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const isKnownType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && types.includes(typ.toLowerCase().replace(/^application\//, '')));

/**
 * What is wrong with the claims of an assertion; undefined if nothing is. Its signature and its replay are judged apart.
 *
 * The audience is the issuer and nobody else: an assertion for several, or for an endpoint's URL, could be one that another server
 * was made to ask for, and forwards to us.
 *
 * @see RFC 7523 §3, as updated by draft-ietf-oauth-rfc7523bis §4
 */
export function findAssertionFault({ now, assertion: { header, claims }, service, clockTolerance }: AssertionFacts): string | undefined {
  const { iss, sub, aud, exp, iat, nbf, jti } = claims;
  if (!isKnownType(header.typ)) return 'typ is of another kind of JWT';
  if (iss !== sub) return 'iss is not sub';
  if (aud !== service.issuer) return 'aud is not the issuer alone';
  if (!isTime(exp)) return 'exp is missing';
  if (exp <= now - clockTolerance) return 'expired';
  if (exp > now + maxAssertionLifetime + clockTolerance) return 'exp is too far away';
  if (nbf !== undefined && !(isTime(nbf) && nbf <= now + clockTolerance)) return 'nbf is in the future';
  if (iat !== undefined && !(isTime(iat) && iat <= now + clockTolerance)) return 'iat is in the future';
  if (isTime(iat) && iat < now - maxAssertionLifetime - clockTolerance) return 'iat is too long ago';
  if (typeof jti !== 'string' || jti === '') return 'jti is missing';
  return undefined;
}
