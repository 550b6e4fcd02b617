import { getParameter } from '../../protocol/form.ts';
import { parseJwt } from '../../protocol/jose/jws.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientCredentialSource, PresentedClient } from './client-auth-method.ts';

/** RFC 7523 §2.2 */
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const malformed = (reason: string): OAuthError => new OAuthError('invalid_client', 'Client authentication failed.', reason);

/**
 * Reads the assertion of a request.
 *
 * @returns undefined when there is none.
 * @throws OAuthError when there is one that no method can read.
 * @see RFC 7521 §4.2, RFC 7523 §2.2
 */
export function readClientAssertion({
  parameters,
}: ClientCredentialSource): (PresentedClient & Required<Pick<PresentedClient, 'assertion'>>) | undefined {
  if (!parameters.has('client_assertion') && !parameters.has('client_assertion_type')) return undefined;
  if (getParameter(parameters, 'client_assertion_type') !== assertionType) throw malformed('unknown client_assertion_type');
  const assertion = parseJwt(getParameter(parameters, 'client_assertion') ?? '');
  if (assertion === undefined) throw malformed('client_assertion is not a JWT');
  const { sub } = assertion.claims;
  if (typeof sub !== 'string' || sub === '') throw malformed('client_assertion has no sub');
  return { clientId: sub, secret: undefined, assertion };
}
