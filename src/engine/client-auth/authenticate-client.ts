import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Client, ClientSecret } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import type { ClientRequest } from './client-request.ts';
import { identifyClient } from './identify-client.ts';
import { findClientAuthMethod } from './registry.ts';

/** A client that is who it says. */
export interface AuthenticatedClient {
  readonly client: Client;
  /** The secret it used, if its method has one. */
  readonly clientSecretId: string | undefined;
  /** Notes the use of the secret, at most once an hour. */
  readonly changes: readonly EngineChange[];
}

const touchInterval = 3600;
const nothing: readonly EngineChange[] = [];

/** Vague on purpose: an unknown client and a wrong secret look alike (RFC 6749 §5.2). */
const failed = (reason: string): OAuthError => new OAuthError('invalid_client', 'Client authentication failed.', reason);

/** The write that notes a use of a secret; none while the last note is younger than an hour. */
export function noteUse(secret: ClientSecret | undefined, now: EpochSeconds): readonly EngineChange[] {
  if (secret === undefined || (secret.lastUsedAt !== undefined && secret.lastUsedAt > now - touchInterval)) return nothing;
  return [{ change: 'touch_client_secret', secretId: secret.id, at: now }];
}

/**
 * Authenticates the client of a request.
 *
 * @returns the client, or `invalid_client` (`invalid_request` if the request names none, two, or uses two methods).
 * @throws OAuthError when credentials are malformed.
 * @see RFC 6749 §2.3, §3.2.1
 */
export async function authenticateClient(
  { facts, sha256 }: Pick<Engine, 'facts' | 'sha256'>,
  request: ClientRequest,
  now: EpochSeconds,
): Promise<AuthenticatedClient | OAuthError> {
  const identified = identifyClient(request);
  if (identified instanceof OAuthError) return identified;
  const { method, presented } = identified;
  const found = await facts.findClient(request.service.id, presented.clientId);
  if (found === undefined) return failed('unknown client');
  const registered = found.client.tokenEndpointAuthMethod;
  if (findClientAuthMethod(registered)?.family !== method.family)
    return failed(`${method.name} used by a client registered for ${registered}`);
  const proof = await method.prove(found, presented, { sha256 });
  if (!proof.proven) return failed(proof.reason);
  return { client: found.client, clientSecretId: proof.clientSecret?.id, changes: noteUse(proof.clientSecret, now) };
}
