import { connections } from '../load/token-requests.ts';
import type { Contender, Row } from '../measure.ts';
import type { GrantrySubject } from '../subjects/grantry.ts';

/** Handing out a token that is fresh, to an agent. */
export const handOutRow = (grantry: GrantrySubject, limit: Contender, seconds: number): Row => ({
  work: 'hand-out of a fresh token',
  contenders: [
    {
      name: grantry.name,
      pid: grantry.pid,
      prepare: () => ({
        url: grantry.endpoint.url,
        path: `/api/v2/workspaceagents/me/external-auth?id=${grantry.providerId}`,
        method: 'GET',
        headers: { 'coder-session-token': grantry.agentToken },
        connections,
        until: { seconds },
        bodies: { kind: 'none' },
      }),
    },
    limit,
  ],
  budgets: [{ of: grantry.name, against: limit.name, atLeast: 0.5 }],
});
