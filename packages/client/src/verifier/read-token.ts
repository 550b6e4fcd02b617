import { readFacts, type TokenFacts } from './access.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { type Denial, invalidToken } from './denial.ts';
import { type Expected, judgeIntrospection, type Leniency } from './judge-claims.ts';
import { parseJwt } from './jwt/parse-jwt.ts';
import { isAccessToken, type JwtRules, readJwtToken } from './jwt/read-jwt-token.ts';

/** What tokens of either format are checked with. */
export interface TokenRules extends JwtRules {
  readonly introspection: AuthorizationServer['introspection'];
  /** Whether the server is asked about JWTs, too. */
  readonly introspectsJwts: boolean;
  readonly leniency: Leniency;
}

async function readByIntrospection(
  token: string,
  introspection: NonNullable<AuthorizationServer['introspection']>,
  expected: Expected,
  leniency: Leniency,
): Promise<TokenFacts | Denial> {
  const answer = await introspection.introspect(token);
  return judgeIntrospection(answer, expected, leniency) ?? readFacts(answer, 'opaque');
}

/**
 * What a token says, if it is good here and now. A JWT that calls itself an access token is read; about every other token the
 * authorization server is asked, if it may be.
 *
 * @throws UpstreamError if the server cannot be asked.
 */
export async function readToken(token: string, rules: TokenRules, expected: Expected): Promise<TokenFacts | Denial> {
  const { introspection, introspectsJwts, leniency } = rules;
  const jwt = parseJwt(token);
  const isOurs = jwt !== undefined && isAccessToken(jwt, rules);
  if (introspection === undefined) return jwt === undefined ? invalidToken('it is no JWT') : readJwtToken(jwt, rules, expected);
  if (!isOurs) return readByIntrospection(token, introspection, expected, leniency);
  const read = await readJwtToken(jwt, rules, expected);
  if (!introspectsJwts || 'reason' in read) return read;
  const asked = await readByIntrospection(token, introspection, expected, leniency);
  return 'reason' in asked ? asked : read;
}
