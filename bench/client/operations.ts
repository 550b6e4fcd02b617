import { generateKeyPairSync } from 'node:crypto';
import { createAppAuth as published } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { createAppAuth } from '../../packages/client/src/github-app/index.ts';
import { type Spread, spreadOf } from '../statistics.ts';

/** The strategies under test; what is measured is what both take. */
type Auth = (options: object) => Promise<unknown>;

/** One call to measure, of a strategy that did it once. */
interface Operation {
  readonly work: string;
  readonly atLeast: number;
  readonly calls: number;
  readonly ours: (auth: Auth, call: number) => Promise<unknown>;
  readonly theirs: (auth: Auth, call: number) => Promise<unknown>;
}

/** What an operation took, in microseconds a call, round by round. */
export interface MeasuredOperation {
  readonly work: string;
  readonly atLeast: number;
  readonly ours: Times;
  readonly theirs: Times;
}

/** Time that passed, and time the process's threads worked, which other work on the machine disturbs less. */
export interface Times {
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
}

const permissions = { contents: 'read', issues: 'write', checks: 'write', actions: 'read', metadata: 'read' };
const wish = { type: 'installation', installationId: 1, permissions };

const both = (call: (auth: Auth, call: number) => Promise<unknown>): Pick<Operation, 'ours' | 'theirs'> => ({ ours: call, theirs: call });

let nextInstallation = 2;

const operations: readonly Operation[] = [
  { work: "the app's JWT, as an app asks for it", atLeast: 50, calls: 500, ...both((auth) => auth({ type: 'app' })) },
  {
    work: "the app's JWT, signed anew",
    atLeast: 3,
    calls: 50,
    ours: (auth) => auth({ type: 'app', refresh: true }),
    theirs: (auth) => auth({ type: 'app' }),
  },
  { work: 'an installation token that is kept, five permissions', atLeast: 3, calls: 50_000, ...both((auth) => auth(wish)) },
  {
    work: 'an installation token that has to be asked for',
    atLeast: 3,
    calls: 300,
    ...both((auth) => auth({ ...wish, installationId: nextInstallation++ })),
  },
];

/** GitHub answers at once: what is left is the library. */
const answer = async (): Promise<Response> =>
  Response.json({ token: 'ghs_1234567890', expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions }, { status: 201 });

const newStrategies = (): { readonly ours: Auth; readonly theirs: Auth } => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const options = {
    appId: 1,
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(), // the form GitHub hands out
    request: new Octokit({ request: { fetch: answer } }).request,
  };
  return { ours: createAppAuth(options) as Auth, theirs: published(options) as unknown as Auth };
};

const newTimes = (): { wall: number[]; cpu: number[] } => ({ wall: [], cpu: [] });

const time = async (auth: Auth, calls: number, operation: Operation['ours'], into: { wall: number[]; cpu: number[] }): Promise<void> => {
  const used = process.cpuUsage();
  const start = performance.now();
  for (let call = 0; call < calls; call++) await operation(auth, call);
  into.wall.push(((performance.now() - start) * 1000) / calls);
  const { user, system } = process.cpuUsage(used);
  into.cpu.push((user + system) / calls);
};

/** Runs each operation on both libraries in turn, round after round; the first rounds warm up and are not counted. */
export async function measureOperations(rounds: number): Promise<readonly MeasuredOperation[]> {
  const { ours, theirs } = newStrategies();
  const measured: MeasuredOperation[] = [];
  for (const operation of operations) {
    const times = { ours: newTimes(), theirs: newTimes() };
    for (let round = -1; round <= rounds; round++) {
      await time(ours, operation.calls, operation.ours, round > 0 ? times.ours : newTimes());
      await time(theirs, operation.calls, operation.theirs, round > 0 ? times.theirs : newTimes());
    }
    measured.push({ work: operation.work, atLeast: operation.atLeast, ...times });
  }
  return measured;
}

/** Microseconds as people read them. */
export const showMicroseconds = (times: readonly number[]): string => {
  const { median }: Spread = spreadOf(times);
  return median >= 100 ? `${(median / 1000).toFixed(2)} ms` : `${median.toFixed(2)} µs`;
};
