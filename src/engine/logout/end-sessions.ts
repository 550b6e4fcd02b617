import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { EndedSessions } from '../model/session-client.ts';
import { offlineAccessScope, openIdScope } from '../oidc/openid-scopes.ts';

/**
 * The writes that belong to the commit of a session's end: each client it reached is to be told, codes they were given there are not good any
 * more, and what a sign-in gave ends with it unless the person allowed it to last (`offline_access`). Grants of plain OAuth, without `openid`, are no
 * sign-in: they last until somebody ends them.
 *
 * @see OpenID Connect Back-Channel Logout §2.7
 */
export const endSessions = (ended: EndedSessions, now: EpochSeconds): readonly EngineChange[] => [
  { change: 'end_session_clients', ended, at: now },
  { change: 'delete_codes_of_sessions', ended },
  { change: 'revoke_grants_of_sessions', ended, withScope: openIdScope, withoutScope: offlineAccessScope, at: now },
];
