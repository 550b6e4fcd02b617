import { OAuthError } from '../../protocol/oauth-error.ts';
import { Secret } from '../../protocol/secret.ts';
import { clientDeletion } from '../clients/manage-clients.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { findRegistered, type ManagementRequest } from './find-registered.ts';
import type { RegistrationDeleted, RegistrationFound } from './registration-decision.ts';

/** Reads a registration (RFC 7592 §2.1). Its secret is not told again: only its hash is kept. */
export async function findRegistration(
  engine: Pick<Engine, 'facts' | 'sha256'>,
  request: ManagementRequest,
): Promise<RegistrationFound | Refusal> {
  const found = await findRegistered(engine, request);
  if (found instanceof OAuthError) return refuse(found);
  return { action: 'found', client: found.client, secret: undefined, token: new Secret(request.token ?? ''), changes: [] };
}

/** Ends a registration, and with it all that the client was given (RFC 7592 §2.3). */
export function deleteRegistration(
  engine: Pick<Engine, 'facts' | 'commit' | 'sha256'>,
  request: ManagementRequest,
): Promise<RegistrationDeleted | Refusal> {
  return settle(engine, async () => {
    const found = await findRegistered(engine, request);
    if (found instanceof OAuthError) return refuse(found);
    return { action: 'deleted' as const, client: found.client, changes: clientDeletion(found) };
  });
}
