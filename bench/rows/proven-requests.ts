import { assertionJob, connections, dpopClientCredentialsJob, dpopRefreshJob, redeemForRefreshTokens } from '../load/token-requests.ts';
import type { Budget, Row } from '../measure.ts';
import type { Subject } from '../subjects/subject.ts';

/** What a request with a signature is to reach against the peer's. */
const atLeast = 2;

/** Rows of requests that a client signs: each has a proof or an assertion of its own, made before the round. */
export function provenRequestRows(ours: Subject, peer: Subject, count: number): readonly Row[] {
  const budgets: readonly Budget[] = [{ of: ours.name, against: peer.name, atLeast }];
  const row = (work: string, prepare: (subject: Subject) => ReturnType<Row['contenders'][number]['prepare']>): Row => ({
    work,
    contenders: [ours, peer].map((subject) => ({ name: subject.name, pid: subject.pid, prepare: () => prepare(subject) })),
    budgets,
  });
  return [
    row('client_credentials, DPoP', ({ endpoint }) => dpopClientCredentialsJob(endpoint, count)),
    row('refresh with rotation, DPoP', async (subject) => {
      const starts = await redeemForRefreshTokens(subject.endpoint, await subject.makeCodes(connections));
      return dpopRefreshJob(subject.endpoint, starts, count);
    }),
    row('client_credentials, private_key_jwt', ({ signing }) => assertionJob(signing, count)),
  ];
}
