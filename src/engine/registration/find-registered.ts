import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Service } from '../model/service.ts';
import type { ClientWithSecrets, Engine } from '../ports.ts';

/** A registration somebody wants to see, change or end. */
export interface ManagementRequest {
  readonly service: Service;
  readonly clientId: string;
  /** The bearer token of the request. */
  readonly token: string | undefined;
}

/** The same words whatever is wrong: who has no token learns nothing of what clients there are. */
const refused = (reason: string): OAuthError =>
  new OAuthError('invalid_token', 'The registration access token is not one of this client.', reason);

/**
 * Finds the client that a registration access token is for.
 *
 * @returns `invalid_token` also if there is no such client any more (RFC 7592 §2.1).
 */
export async function findRegistered(
  { facts, sha256 }: Pick<Engine, 'facts' | 'sha256'>,
  { service, clientId, token }: ManagementRequest,
): Promise<ClientWithSecrets | OAuthError> {
  const credential = parseCredential(token ?? '');
  if (credential?.kind !== 'registrationToken') return refused(token === undefined ? 'no registration token' : 'not a registration token');
  const found = await facts.findClient(service.id, clientId);
  const hash = found?.client.registration?.tokenHash;
  if (found === undefined || hash === undefined) return refused('no client that is managed by a token');
  return equalInConstantTime(hash, sha256(credential.secret)) ? found : refused('registration token of another client');
}
