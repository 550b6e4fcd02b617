import { findRepeated, getParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { discoverRequestingClient } from '../cimd/discover-requesting-client.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { refuse } from '../decision.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import { findGrantType } from '../grants/registry.ts';
import type { Engine } from '../ports.ts';
import { provePossession } from '../possession/prove-possession.ts';
import { offersGrantType } from '../services/offers.ts';
import { settle } from '../settle.ts';
import { noOptions, type TokenOptions } from '../terms/token-options.ts';
import { nameClient } from './name-client.ts';
import { refuseTaken } from './refuse-taken.ts';
import type { TokenDecision } from './token-decision.ts';

/**
 * Runs a token request to its end: the phases all grant types share, the grant type's own rule, the commit.
 * What it returns is durable, and is only left to be encoded.
 *
 * @param options what the caller says of the tokens; the client has no say in it.
 * @see RFC 6749 §3.2, §5; RFC 9449 §5; RFC 8705 §3
 */
export function processTokenRequest(engine: Engine, request: ClientRequest, options: TokenOptions = noOptions): Promise<TokenDecision> {
  return settle(engine, () => decideTokenRequest(engine, request, options));
}

const demandNonce = (dpop: PresentedDpop | undefined, { isDpopNonceRequired }: TokenOptions): PresentedDpop | undefined =>
  dpop === undefined || isDpopNonceRequired !== true ? dpop : { ...dpop, isNonceRequired: true };

async function decideTokenRequest(engine: Engine, request: ClientRequest, options: TokenOptions): Promise<TokenDecision> {
  const { service, parameters } = request;
  const requestedGrantType = getParameter(parameters, 'grant_type');
  const grantType = requestedGrantType === undefined ? undefined : findGrantType(requestedGrantType);

  const repeated = findRepeated(parameters, grantType?.repeatable);
  if (repeated !== undefined)
    return refuse(new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`, 'repeated parameter'));
  const discoveryError = grantType?.startsFlow === true ? await discoverRequestingClient(engine, request) : undefined;
  if (discoveryError !== undefined) return refuse(discoveryError);
  const now = engine.clock();
  const dpop = demandNonce(request.dpop, options);
  const named = service.offerRules.missingClientIdAllowed ? await nameClient(engine, request) : request;
  const authenticated = await authenticateClient(engine, { ...named, dpop }, now);
  if (authenticated instanceof OAuthError) return refuse(authenticated);
  if (requestedGrantType === undefined) return refuse(new OAuthError('invalid_request', 'The parameter grant_type is missing.'));
  if (grantType === undefined || !offersGrantType(service, grantType.name))
    return refuse(new OAuthError('unsupported_grant_type', 'This grant type is not supported.'));
  const { client, clientSecretId, instanceJkt } = authenticated;
  const isAllowed =
    client.grantTypes.includes(grantType.name) && (grantType.publicClients === 'allowed' || client.clientType === 'confidential');
  if (!isAllowed) return refuse(new OAuthError('unauthorized_client', 'This client may not use this grant type.'));

  const possession = await provePossession(engine, {
    now,
    service,
    client,
    dpop,
    dpopJkt: authenticated.dpopJkt,
    certificateThumbprint: request.certificate?.thumbprint,
    isAuthenticatedByCertificate: authenticated.isAuthenticatedByCertificate,
  });
  if (possession instanceof OAuthError) return refuse(possession);
  const { confirmation } = possession;

  const granted = await grantType.decide({ engine, service, client, clientSecretId, confirmation, instanceJkt, parameters, options, now });
  const decision = options.accessToken === undefined ? granted : await refuseTaken(engine, service, options, granted);
  const uses = authenticated.changes.length + possession.changes.length;
  // A refusal keeps them too: what is good once is used up by whatever came of it.
  if (uses === 0) return decision;
  return { ...decision, changes: [...decision.changes, ...authenticated.changes, ...possession.changes] };
}
