import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientAuthMethod, PresentedClient } from './client-auth-method.ts';
import type { ClientRequest } from './client-request.ts';
import { clientAuthMethods } from './registry.ts';

/** A client named by a request, and the one method the request uses. */
export interface IdentifiedClient {
  readonly method: ClientAuthMethod;
  readonly presented: PresentedClient;
}

const withQueryClientId = ({ parameters, query }: ClientRequest): Parameters => {
  const clientId = query?.get('client_id');
  if (clientId === undefined || parameters.has('client_id')) return parameters;
  return new Map([...parameters, ['client_id', clientId]]);
};

/**
 * Finds out who a request says it is from, by exactly one method (RFC 6749 §2.3: more than one is an error).
 *
 * @throws OAuthError when a method's credentials are malformed.
 */
export function identifyClient(request: ClientRequest): IdentifiedClient | OAuthError {
  const parameters = withQueryClientId(request);
  const { authorization, attestation, dpop } = request;
  const source = { parameters, authorization, attestation, dpop };
  let identified: IdentifiedClient | undefined;
  for (const method of clientAuthMethods) {
    const presented = method.read(source);
    if (presented === undefined) continue;
    if (identified !== undefined) return new OAuthError('invalid_request', 'More than one way of client authentication was used.');
    identified = { method, presented };
  }
  const named = getParameter(parameters, 'client_id');
  const queried = request.query?.get('client_id');
  if (identified === undefined) {
    return named === undefined && request.authorization === undefined
      ? new OAuthError('invalid_request', 'The parameter client_id is missing.')
      : new OAuthError('invalid_client', 'Client authentication failed.', 'no supported client authentication');
  }
  const { clientId } = identified.presented;
  const disagrees = (named !== undefined && named !== clientId) || queried?.some((value) => value !== clientId) === true;
  return disagrees ? new OAuthError('invalid_request', 'The request names two clients.') : identified;
}
