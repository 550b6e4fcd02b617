import type { AuthenticationDemand } from '../../engine/authentication/meets-demand.ts';
import { formatChallenge } from '../../protocol/challenge.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { NotProven } from '../identify.ts';

const realm = 'grantry';

/** RFC 9728 §5.1 */
const metadataUrl = (accessUrl: string): string => `${accessUrl}/.well-known/oauth-protected-resource`;

/**
 * The `WWW-Authenticate` challenge of the REST API.
 *
 * @see RFC 6750 §3 for the error codes, RFC 9728 §5.1 for `resource_metadata`.
 */
export const bearerChallenge = (
  accessUrl: string,
  error?: { readonly code: 'invalid_token' | 'insufficient_scope'; readonly description: string; readonly scope?: string },
): string =>
  formatChallenge('Bearer', {
    realm,
    error: error?.code,
    error_description: error?.description,
    scope: error?.scope,
    resource_metadata: metadataUrl(accessUrl),
  });

/**
 * The challenge to who sends a bound access token without its key.
 *
 * @see RFC 9449 §7.1 for `algs` and the error codes, §9 for `use_dpop_nonce`.
 */
export const possessionChallenge = (accessUrl: string, { error, scheme }: Pick<NotProven, 'error' | 'scheme'>): string =>
  formatChallenge(scheme, {
    realm,
    error: error.code,
    error_description: error.message,
    algs: scheme === 'DPoP' ? signatureAlgorithmNames.join(' ') : undefined,
    resource_metadata: metadataUrl(accessUrl),
  });

/**
 * The challenge to an application whose person signed in too long ago, or not well enough.
 *
 * @see RFC 9470 §3
 */
export function stepUpChallenge(accessUrl: string, scheme: NotProven['scheme'], demand: AuthenticationDemand | undefined): string {
  const { maxAge, acrValues = [] } = demand ?? {};
  return formatChallenge(scheme, {
    realm,
    error: 'insufficient_user_authentication',
    error_description: 'A more recent or a stronger sign-in is needed.',
    acr_values: acrValues.length === 0 ? undefined : acrValues.join(' '),
    max_age: maxAge === undefined ? undefined : String(maxAge),
    resource_metadata: metadataUrl(accessUrl),
  });
}
