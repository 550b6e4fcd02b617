import type { AuthenticationDemand } from '../../engine/authentication/meets-demand.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { NotProven } from '../identify.ts';

/** Quotes text for a header parameter (RFC 9110 §5.6.4); what cannot stand in one is dropped. */
const quoted = (text: string): string => `"${text.replace(/[^\x20-\x7e]|["\\]/g, '')}"`;

/** RFC 9728 §5.1 */
const resourceMetadata = (accessUrl: string): string => `resource_metadata=${quoted(`${accessUrl}/.well-known/oauth-protected-resource`)}`;

/**
 * The `WWW-Authenticate` challenge of the REST API.
 *
 * @see RFC 6750 §3 for the error codes, RFC 9728 §5.1 for `resource_metadata`.
 */
export function bearerChallenge(
  accessUrl: string,
  error?: { readonly code: 'invalid_token' | 'insufficient_scope'; readonly description: string; readonly scope?: string },
): string {
  const parameters = ['realm="grantry"'];
  if (error !== undefined) {
    parameters.push(`error="${error.code}"`, `error_description=${quoted(error.description)}`);
    if (error.scope !== undefined) parameters.push(`scope=${quoted(error.scope)}`);
  }
  return `Bearer ${[...parameters, resourceMetadata(accessUrl)].join(', ')}`;
}

/**
 * The challenge to who sends a bound access token without its key.
 *
 * @see RFC 9449 §7.1 for `algs` and the error codes, §9 for `use_dpop_nonce`.
 */
export function possessionChallenge(accessUrl: string, { error, scheme }: Pick<NotProven, 'error' | 'scheme'>): string {
  const parameters = [`${scheme} realm="grantry"`, `error="${error.code}"`, `error_description=${quoted(error.message)}`];
  if (scheme === 'DPoP') parameters.push(`algs=${quoted(signatureAlgorithmNames.join(' '))}`);
  return [...parameters, resourceMetadata(accessUrl)].join(', ');
}

/**
 * The challenge to an application whose person signed in too long ago, or not well enough.
 *
 * @see RFC 9470 §3
 */
export function stepUpChallenge(accessUrl: string, scheme: NotProven['scheme'], demand: AuthenticationDemand | undefined): string {
  const { maxAge, acrValues = [] } = demand ?? {};
  const parameters = [
    `${scheme} realm="grantry"`,
    'error="insufficient_user_authentication"',
    'error_description="A more recent or a stronger sign-in is needed."',
    ...(acrValues.length === 0 ? [] : [`acr_values=${quoted(acrValues.join(' '))}`]),
    ...(maxAge === undefined ? [] : [`max_age=${quoted(String(maxAge))}`]),
    resourceMetadata(accessUrl),
  ];
  return parameters.join(', ');
}
