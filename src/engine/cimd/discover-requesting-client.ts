import { getParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { identifyClient } from '../client-auth/identify-client.ts';
import type { Engine } from '../ports.ts';

/** Who a request says it is from, where that may be the URL of a document: such a client has no secret to send. */
function findNamed(request: ClientRequest): string | undefined {
  const [queried] = request.query?.get('client_id') ?? [];
  const named = getParameter(request.parameters, 'client_id') ?? queried;
  if (named !== undefined || !request.parameters.has('client_assertion')) return named;
  const identified = identifyClient(request);
  return identified instanceof OAuthError ? undefined : identified.presented.clientId;
}

/**
 * Makes sure that the client of a request that starts something is known, before it authenticates: see `DiscoverClient`.
 *
 * @throws OAuthError when credentials are malformed.
 */
export function discoverRequestingClient(
  { discoverClient }: Pick<Engine, 'discoverClient'>,
  request: ClientRequest,
): Promise<OAuthError | undefined> | undefined {
  const clientId = findNamed(request);
  return clientId === undefined ? undefined : discoverClient({ service: request.service, clientId, options: request.documentOptions });
}
