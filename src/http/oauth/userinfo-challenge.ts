import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { PresentedToken } from '../tokens.ts';

/**
 * The `WWW-Authenticate` challenge of the userinfo endpoint. A request without a token is told no error (RFC 6750 §3.1).
 *
 * @see OpenID Connect Core §5.3.3, RFC 6750 §3, RFC 9449 §7.1
 */
export function userinfoChallenge(scheme: PresentedToken['scheme'], error?: OAuthError): string {
  const parameters = [`${scheme} realm="grantry"`];
  // The text of an error has nothing in it that a quoted string cannot hold.
  if (error !== undefined) parameters.push(`error="${error.code}"`, `error_description="${error.message}"`);
  if (error?.code === 'insufficient_scope') parameters.push('scope="openid"');
  if (scheme === 'DPoP') parameters.push(`algs="${signatureAlgorithmNames.join(' ')}"`);
  return parameters.join(', ');
}
