import { textOf } from '../../wire/parse-object.ts';
import { show } from '../../wire/show.ts';
import { readFacts, type TokenFacts } from '../access.ts';
import { type Denial, invalidToken } from '../denial.ts';
import { type Expected, judgeClaims } from '../judge-claims.ts';
import type { KeySet } from '../keys/key-set.ts';
import { type AlgorithmName, findAlgorithm } from './algorithms.ts';
import { isOfType, type Jwt } from './parse-jwt.ts';
import { verifySignature } from './verify-signature.ts';

/** What JWT access tokens are checked with. */
export interface JwtRules {
  readonly keys: Pick<KeySet, 'find'>;
  readonly algorithms: readonly AlgorithmName[];
  /** The `typ` headers taken besides `at+jwt`. */
  readonly otherTypes: readonly string[];
}

/** The type of JWT access tokens (RFC 9068 §2.1). */
const accessTokenType = 'at+jwt';

/** Whether a JWT says that it is an access token. An ID token of the same issuer does not, and is none. */
export const isAccessToken = (jwt: Jwt, { otherTypes }: Pick<JwtRules, 'otherTypes'>): boolean =>
  [accessTokenType, ...otherTypes].some((type) => isOfType(jwt, type));

/**
 * Reads a JWT access token: what it says comes first, since that is cheap, and its signature second; either must be good.
 *
 * @throws UpstreamError if the keys cannot be had.
 * @see RFC 9068 §4
 */
export async function readJwtToken(jwt: Jwt, rules: JwtRules, expected: Expected): Promise<TokenFacts | Denial> {
  if (!isAccessToken(jwt, rules)) return invalidToken(`typ is ${show(jwt.header.typ)}`);
  const algorithm = findAlgorithm(jwt.algorithm, rules.algorithms);
  if (algorithm === undefined) return invalidToken(`alg is ${show(jwt.algorithm)}`);
  const denial = judgeClaims(jwt.claims, expected, isOfType(jwt, accessTokenType));
  if (denial !== undefined) return denial;
  const keys = await rules.keys.find(textOf(jwt.header, 'kid'), algorithm);
  for (const key of keys) if (await verifySignature(jwt, algorithm, key)) return readFacts(jwt.claims, 'jwt');
  return invalidToken(keys.length === 0 ? 'no key has its kid and fits its alg' : 'the signature is wrong');
}
