import type { EpochSeconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject, ValidAuthorization } from '../authorize/authorization-request.ts';
import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';
import { openIdScope } from '../oidc/openid-scopes.ts';

/**
 * Remembers that a session reached a client, in the commit that gives the client a code for an ID token: from then on the client is told when the
 * session ends.
 */
export function reachClient(
  { scopes, clientNumber }: Pick<ValidAuthorization, 'scopes' | 'clientNumber'>,
  { id: serviceId }: Pick<Service, 'id'>,
  { subject, sessionId: sid }: Pick<AuthenticatedSubject, 'subject' | 'sessionId'>,
  now: EpochSeconds,
): readonly EngineChange[] {
  if (sid === undefined || !scopes.includes(openIdScope)) return [];
  return [{ change: 'reach_session_client', sessionClient: { sid, clientNumber, serviceId, subject, reachedAt: now } }];
}
