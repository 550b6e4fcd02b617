import { getParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type Refusal, refuse } from '../decision.ts';
import { decideDetails } from '../details/decide-details.ts';
import type { Engine } from '../ports.ts';
import { decideResources } from '../scopes/decide-resources.ts';
import { decideScopes } from '../scopes/decide-scopes.ts';
import { settle } from '../settle.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { admitTokenRequest } from '../token/admit-token-request.ts';
import type { DelegationDecision } from './delegation-decision.ts';
import { findDelegatedGrant } from './registry.ts';
import { writeTicket } from './token-ticket.ts';

async function decideDelegation(engine: Engine, request: ClientRequest, options: TokenOptions): Promise<DelegationDecision> {
  const { service, parameters } = request;
  const admitted = await admitTokenRequest(engine, request, options, findDelegatedGrant);
  if (admitted instanceof OAuthError) return refuse(admitted);
  const { grantType, client, clientSecretId, confirmation, instanceJkt, method, now, changes } = admitted;
  const refused = (error: OAuthError): Refusal => refuse(error, changes);
  const judged = await grantType.judge({ engine, service, client, parameters, now });
  if (judged instanceof OAuthError) return refused(judged);
  const scopes = decideScopes({ service, client, requestedScope: getParameter(parameters, 'scope') });
  if (scopes instanceof OAuthError) return refused(scopes);
  const resources = decideResources(service, parameters.get('resource'));
  if (resources instanceof OAuthError) return refused(resources);
  const authorizationDetails = decideDetails(service, client, getParameter(parameters, 'authorization_details'));
  if (authorizationDetails instanceof OAuthError) return refused(authorizationDetails);
  const asked = { clientNumber: client.number, clientSecretId, confirmation, instanceJkt, scopes, resources, authorizationDetails };
  const ticket = judged.asks === 'credentials' ? await writeTicket(engine, service.id, asked, now) : undefined;
  return {
    action: 'delegate',
    request: judged,
    client,
    scopes,
    resources,
    authorizationDetails,
    ticket,
    clientAuthMethod: method,
    changes,
  };
}

/** Whether a token request is one that whoever runs the engine judges. */
export const isDelegated = ({ parameters }: Pick<ClientRequest, 'parameters'>): boolean =>
  findDelegatedGrant(getParameter(parameters, 'grant_type') ?? '') !== undefined;

/**
 * Takes a token request as far as can be judged here: who the client is, what it may ask for, and the form of what it brings. Nothing is
 * issued.
 *
 * @see RFC 6749 §4.3, RFC 8693 §2, RFC 7523 §2.1
 */
export function delegateTokenRequest(engine: Engine, request: ClientRequest, options: TokenOptions): Promise<DelegationDecision> {
  return settle(engine, () => decideDelegation(engine, request, options));
}
