import type { Job } from '../load/job.ts';
import { throughFrontEnd } from '../load/through-front-end.ts';
import { clientCredentialsJob, codeExchangeJob } from '../load/token-requests.ts';
import type { Row } from '../measure.ts';
import type { GrantrySubject } from '../subjects/grantry.ts';
import type { RoundSize } from './token-endpoint.ts';

/** What `auth/token` is to reach against the plain token endpoint. */
const atLeast = 0.8;

/** Token requests handed on by a front end, beside the same at our own endpoint: what the engine API costs. */
export function engineApiRows({ name, pid, endpoint, engine, makeCodes }: GrantrySubject, { seconds, codes }: RoundSize): readonly Row[] {
  const plain = `${name}, plain endpoint`;
  const handedOn = `${name}, engine API`;
  const row = (work: string, prepare: () => Job | Promise<Job>): Row => ({
    work,
    contenders: [
      { name: plain, pid, prepare },
      { name: handedOn, pid, prepare: async () => throughFrontEnd(await prepare(), engine) },
    ],
    budgets: [{ of: handedOn, against: plain, atLeast }],
  });
  return [
    row('auth/token, client_credentials', () => clientCredentialsJob(endpoint, seconds)),
    row('auth/token, code + PKCE exchange', async () => codeExchangeJob(endpoint, await makeCodes(codes))),
  ];
}
