import { OAuthError, type OAuthErrorCode } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { lockedClientError } from '../clients/client-lock.ts';
import type { Client, ClientSecret } from '../model/client.ts';
import { findClientAuthFault } from '../profiles/find-client-auth-fault.ts';
import { clockTolerance } from '../profiles/tighten.ts';
import { noteClientUse } from '../registration/note-client-use.ts';
import { type AuthEndpoint, offersClientAuthMethod } from '../services/offers.ts';
import type { ProofTools } from './client-auth-method.ts';
import type { ClientRequest } from './client-request.ts';
import { identifyClient } from './identify-client.ts';
import { findClientAuthMethod } from './registry.ts';

/** A client that is who it says. */
export interface AuthenticatedClient {
  readonly client: Client;
  /** The wire value of the method it proved itself with. */
  readonly method: string;
  /** The secret it used, if its method has one. */
  readonly clientSecretId: string | undefined;
  /** Whether it proved itself by the certificate of its connection. */
  readonly isAuthenticatedByCertificate: boolean;
  /** The thumbprint of the attested key of the client instance: its refresh tokens are bound to it. */
  readonly instanceJkt: string | undefined;
  /** The key of the request's DPoP proof, if that was verified to authenticate: `changes` use it up, and it cannot be verified again. */
  readonly dpopJkt: string | undefined;
  /** Notes the use of the secret, at most once an hour, and uses up an assertion. Refusals keep them too. */
  readonly changes: readonly EngineChange[];
}

const touchInterval = 3600;
const nothing: readonly EngineChange[] = [];

/** Vague on purpose: an unknown client and a wrong secret look alike (RFC 6749 §5.2). */
const failed = (reason: string, code: OAuthErrorCode = 'invalid_client'): OAuthError =>
  new OAuthError(code, 'Client authentication failed.', reason);

/** The write that notes a use of a secret; none while the last note is younger than an hour. */
export function noteUse(secret: ClientSecret | undefined, now: EpochSeconds): readonly EngineChange[] {
  if (secret === undefined || (secret.lastUsedAt !== undefined && secret.lastUsedAt > now - touchInterval)) return nothing;
  return [{ change: 'touch_client_secret', secretId: secret.id, at: now }];
}

/**
 * Authenticates the client of a request.
 *
 * @param endpoint the one that is asked, if it may have methods of its own.
 * @returns the client, or `invalid_client` (`invalid_request` if the request names none, two, or uses two methods).
 * @throws OAuthError when credentials are malformed.
 * @see RFC 6749 §2.3, §3.2.1
 */
export async function authenticateClient(
  tools: ProofTools,
  request: ClientRequest,
  now: EpochSeconds,
  endpoint: AuthEndpoint = 'token',
): Promise<AuthenticatedClient | OAuthError> {
  const identified = identifyClient(request);
  if (identified instanceof OAuthError) return identified;
  const { presented } = identified;
  const { service, certificate, attestation, dpop } = request;
  const found = await tools.facts.findClient(service.id, presented.clientId);
  if (found === undefined) return failed('unknown client', identified.method.failure);
  if (found.client.isLocked) return lockedClientError();
  const registered = findClientAuthMethod(found.client.tokenEndpointAuthMethod);
  const isProvenElsewhere = registered?.provesByConnection === true && identified.method.clientType === 'public';
  const method = isProvenElsewhere ? registered : identified.method;
  if (registered?.family !== method.family)
    return failed(`${method.name} used by a client registered for ${found.client.tokenEndpointAuthMethod}`, method.failure);
  if (!offersClientAuthMethod(service, endpoint, method.name))
    return failed(`${method.name} is not offered by the service`, method.failure);
  const algorithm = presented.assertion?.header.alg;
  const profileFault = findClientAuthFault(service, found.client, { method: method.name, algorithm });
  if (profileFault !== undefined) return failed(profileFault, method.failure);
  const context = { tools, service, certificate, attestation, dpop, clockTolerance: clockTolerance(service, found.client), now };
  const proof = await method.prove(found, presented, context);
  if (!proof.proven) return proof.error ?? failed(proof.reason, method.failure);
  const { client } = found;
  const uses = noteClientUse(client, now);
  const noted = uses.length === 0 ? noteUse(proof.clientSecret, now) : [...noteUse(proof.clientSecret, now), ...uses];
  return {
    client,
    method: method.name,
    clientSecretId: proof.clientSecret?.id,
    isAuthenticatedByCertificate: isProvenElsewhere,
    instanceJkt: proof.instanceJkt,
    dpopJkt: proof.dpopJkt,
    changes: proof.changes === undefined ? noted : [...noted, ...proof.changes],
  };
}
