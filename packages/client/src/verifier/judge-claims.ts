import type { JsonObject } from '../wire/parse-object.ts';
import { show } from '../wire/show.ts';
import { readAudience } from './access.ts';
import { type Denial, invalidToken } from './denial.ts';

/** What a token is compared with. */
export interface Expected {
  readonly issuer: string;
  /** Any of them will do. */
  readonly audience: readonly string[];
  /** Seconds since the epoch. */
  readonly now: number;
  readonly clockToleranceInSeconds: number;
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Whether the times a token names let it be used now; those it does not name do not matter here. */
function judgeTimes({ exp, nbf, iat }: JsonObject, { now, clockToleranceInSeconds: tolerance }: Expected): Denial | undefined {
  if (exp !== undefined && !(isTime(exp) && exp > now - tolerance)) return invalidToken(`exp is ${show(exp)}, now is ${now}`);
  if (nbf !== undefined && !(isTime(nbf) && nbf <= now + tolerance)) return invalidToken(`nbf is ${show(nbf)}, now is ${now}`);
  if (iat !== undefined && !(isTime(iat) && iat <= now + tolerance)) return invalidToken(`iat is ${show(iat)}, now is ${now}`);
  return undefined;
}

const isForUs = (claims: JsonObject, { audience }: Expected): boolean => readAudience(claims).some((name) => audience.includes(name));

const notForUs = (claims: JsonObject): Denial => invalidToken(`aud is ${show(claims.aud)}`);

/** The claims an access token of the profile has, besides `aud` and those judged by their value. */
const requiredText = ['iss', 'sub', 'client_id', 'jti'] as const;
/** The same for JWTs of servers that do not follow the profile. */
const leastText = ['iss', 'sub'] as const;

/**
 * Whether the claims of a JWT access token make it good here and now. Its signature is somebody else's business.
 *
 * @param followsProfile whether the token says that it is one of RFC 9068
 * @returns undefined if they do.
 * @see RFC 9068 §2.2 for what must be there, §4 for the checks
 */
export function judgeClaims(claims: JsonObject, expected: Expected, followsProfile: boolean): Denial | undefined {
  const missing = (followsProfile ? requiredText : leastText).find((name) => typeof claims[name] !== 'string' || claims[name] === '');
  if (missing !== undefined) return invalidToken(`${missing} is missing`);
  if (claims.iss !== expected.issuer) return invalidToken(`iss is ${show(claims.iss)}`);
  if (!isForUs(claims, expected)) return notForUs(claims);
  if (claims.exp === undefined) return invalidToken('exp is missing');
  if (followsProfile && claims.iat === undefined) return invalidToken('iat is missing');
  if (claims.scope !== undefined && typeof claims.scope !== 'string') return invalidToken('scope is no text');
  return judgeTimes(claims, expected);
}

/** What may be left out of an introspection answer. */
export interface Leniency {
  /** Accepts tokens the server names no audience of. */
  readonly withoutAudience: boolean;
  /** Accepts tokens the server names no type of: they may be refresh tokens. */
  readonly withoutType: boolean;
}

/**
 * Whether an introspection answer makes a token good here and now.
 *
 * Servers describe refresh tokens too, and a refresh token opens nothing here: what tells them apart is `token_type`, which only access
 * tokens have.
 *
 * @see RFC 7662 §2.2, §4
 */
export function judgeIntrospection(answer: JsonObject, expected: Expected, leniency: Leniency): Denial | undefined {
  if (answer.active !== true) return invalidToken('the server says that it is not active');
  if (answer.iss !== undefined && answer.iss !== expected.issuer) return invalidToken(`iss is ${show(answer.iss)}`);
  const mayLackAudience = leniency.withoutAudience && answer.aud === undefined;
  if (!mayLackAudience && !isForUs(answer, expected)) return notForUs(answer);
  const type = typeof answer.token_type === 'string' ? answer.token_type.toLowerCase() : answer.token_type;
  const mayLackType = leniency.withoutType && type === undefined;
  if (!mayLackType && type !== 'bearer' && type !== 'dpop') return invalidToken(`token_type is ${show(answer.token_type)}`);
  if (answer.scope !== undefined && typeof answer.scope !== 'string') return invalidToken('scope is no text');
  return judgeTimes(answer, expected);
}
