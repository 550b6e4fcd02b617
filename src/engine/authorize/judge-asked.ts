import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type Details, decideDetails } from '../details/decide-details.ts';
import type { ClaimsRequest } from '../model/claims-request.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { withoutIdleOfflineAccess } from '../oidc/offline-access.ts';
import { openIdScope } from '../oidc/openid-scopes.ts';
import { readClaimsRequest } from '../oidc/read-claims-request.ts';
import { decideResources } from '../scopes/decide-resources.ts';
import { decideScopes } from '../scopes/decide-scopes.ts';

/** What a person is asked to allow, once a client may ask for it. */
export interface Asked {
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authorizationDetails: Details;
  /** The claims that are asked for one by one; undefined if none are. */
  readonly claimsRequest: ClaimsRequest | undefined;
}

/**
 * Judges what a request asks a person for, whichever way the request came.
 *
 * @see RFC 6749 §3.3, RFC 8707 §2.1, RFC 9396 §2, OpenID Connect Core §5.5
 */
export function judgeAsked(service: Service, client: Client, parameters: Parameters): Asked | OAuthError {
  const authorizationDetails = decideDetails(service, client, getParameter(parameters, 'authorization_details'));
  if (authorizationDetails instanceof OAuthError) return authorizationDetails;
  const requestedScope = getParameter(parameters, 'scope');
  const lacksScope = service.offerRules.scopeRequired && (requestedScope ?? '').trim() === '';
  if (lacksScope) return new OAuthError('invalid_scope', 'The parameter scope is missing.');
  // Who asks for details alone does not get the default scopes on top.
  const asksForDetails = authorizationDetails !== undefined && requestedScope === undefined;
  const named = asksForDetails ? [] : decideScopes({ service, client, requestedScope });
  if (named instanceof OAuthError) return named;
  const scopes = withoutIdleOfflineAccess(named, service, client);
  const resources = decideResources(service, parameters.get('resource'));
  if (resources instanceof OAuthError) return resources;
  const claimsRequest = scopes.includes(openIdScope) ? readClaimsRequest(getParameter(parameters, 'claims')) : undefined;
  if (claimsRequest instanceof OAuthError) return claimsRequest;
  return { scopes, resources, authorizationDetails, claimsRequest };
}
