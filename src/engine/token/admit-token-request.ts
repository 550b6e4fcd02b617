import { findRepeated, getParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { discoverRequestingClient } from '../cimd/discover-requesting-client.ts';
import { type AuthenticatedClient, authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import type { GrantType } from '../grants/grant-type.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Engine } from '../ports.ts';
import { provePossession } from '../possession/prove-possession.ts';
import { offersGrantType } from '../services/offers.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { nameClient } from './name-client.ts';

/** What the shared phases look at of a grant type. */
export type AdmittedKind = Pick<GrantType, 'name' | 'publicClients' | 'repeatable' | 'startsFlow'>;

/** A token request that passed the phases all grant types share. */
export interface AdmittedRequest<Kind extends AdmittedKind>
  extends Pick<AuthenticatedClient, 'client' | 'clientSecretId' | 'instanceJkt' | 'method'> {
  readonly grantType: Kind;
  /** What the client has shown to have, and its tokens are to be bound to. */
  readonly confirmation: Confirmation | undefined;
  readonly now: EpochSeconds;
  /** What is good once is used up by whatever comes of the request: a refusal keeps them too. */
  readonly changes: readonly EngineChange[];
}

const demandNonce = (dpop: PresentedDpop | undefined, { isDpopNonceRequired }: TokenOptions): PresentedDpop | undefined =>
  dpop === undefined || isDpopNonceRequired !== true ? dpop : { ...dpop, isNonceRequired: true };

/**
 * Takes a token request through the phases all grant types share: parameters, client authentication, the grant type, the key.
 *
 * @param find knows the grant types that are run here.
 * @see RFC 6749 §3.2, §5; RFC 9449 §5; RFC 8705 §3
 */
export async function admitTokenRequest<Kind extends AdmittedKind>(
  engine: Engine,
  request: ClientRequest,
  options: TokenOptions,
  find: (name: string) => Kind | undefined,
): Promise<AdmittedRequest<Kind> | OAuthError> {
  const { service, parameters } = request;
  const requestedGrantType = getParameter(parameters, 'grant_type');
  const grantType = requestedGrantType === undefined ? undefined : find(requestedGrantType);

  const repeated = findRepeated(parameters, grantType?.repeatable);
  if (repeated !== undefined) return new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`, 'repeated parameter');
  const discoveryError = grantType?.startsFlow === true ? await discoverRequestingClient(engine, request) : undefined;
  if (discoveryError !== undefined) return discoveryError;
  const now = engine.clock();
  const dpop = demandNonce(request.dpop, options);
  const named = service.offerRules.missingClientIdAllowed ? await nameClient(engine, request) : request;
  const authenticated = await authenticateClient(engine, { ...named, dpop }, now);
  if (authenticated instanceof OAuthError) return authenticated;
  if (requestedGrantType === undefined) return new OAuthError('invalid_request', 'The parameter grant_type is missing.');
  if (grantType === undefined || !offersGrantType(service, grantType.name))
    return new OAuthError('unsupported_grant_type', 'This grant type is not supported.');
  const { client, clientSecretId, instanceJkt, method } = authenticated;
  const isKept = grantType.publicClients === 'refused' && client.clientType === 'public';
  if (isKept || !client.grantTypes.includes(grantType.name)) {
    const reason = isKept ? 'grant type for confidential clients alone' : undefined;
    return new OAuthError('unauthorized_client', 'This client may not use this grant type.', reason);
  }

  const possession = await provePossession(engine, {
    now,
    service,
    client,
    dpop,
    dpopJkt: authenticated.dpopJkt,
    certificateThumbprint: request.certificate?.thumbprint,
    isAuthenticatedByCertificate: authenticated.isAuthenticatedByCertificate,
  });
  if (possession instanceof OAuthError) return possession;
  const { confirmation } = possession;
  const uses = authenticated.changes.length + possession.changes.length;
  const changes = uses === 0 ? nothing : [...authenticated.changes, ...possession.changes];
  return { grantType, client, clientSecretId, instanceJkt, method, confirmation, now, changes };
}

const nothing: readonly EngineChange[] = [];
