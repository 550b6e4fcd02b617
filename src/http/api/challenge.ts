/** Quotes text for a header parameter (RFC 9110 §5.6.4); what cannot stand in one is dropped. */
const quoted = (text: string): string => `"${text.replace(/[^\x20-\x7e]|["\\]/g, '')}"`;

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
  parameters.push(`resource_metadata=${quoted(`${accessUrl}/.well-known/oauth-protected-resource`)}`);
  return `Bearer ${parameters.join(', ')}`;
}
