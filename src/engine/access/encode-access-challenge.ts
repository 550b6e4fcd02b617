import { type ChallengeParameters, formatChallenge } from '../../protocol/challenge.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { Challenge } from './judge-presented-token.ts';

/**
 * Writes a challenge as a value of `WWW-Authenticate`.
 *
 * @param own what the resource server says of itself: `realm`, or `resource_metadata` (RFC 9728 §5.1).
 * @see RFC 6750 §3 for `error` and `scope`, RFC 9449 §7.1 for `algs`, RFC 9470 §3 for `acr_values` and `max_age`.
 */
export function encodeAccessChallenge(
  { error, scheme, demand }: Pick<Challenge, 'error' | 'scheme' | 'demand'>,
  own: ChallengeParameters = {},
): string {
  const { scopes, authentication } = demand;
  const isScopeShort = error.code === 'insufficient_scope';
  const isSignInShort = error.code === 'insufficient_user_authentication';
  const { acrValues = [], maxAge } = (isSignInShort ? authentication : undefined) ?? {};
  return formatChallenge(scheme, {
    ...own,
    error: error.code,
    error_description: error.message,
    scope: isScopeShort ? scopes?.join(' ') : undefined,
    acr_values: acrValues.length === 0 ? undefined : acrValues.join(' '),
    max_age: maxAge === undefined ? undefined : String(maxAge),
    algs: scheme === 'DPoP' ? signatureAlgorithmNames.join(' ') : undefined,
  });
}
