/** The load generator, a process of its own: reads one job as JSON from stdin and prints its result as JSON. */
import { text } from 'node:stream/consumers';
import autocannon, { type Client, type Request } from 'autocannon';
import type { Job, JobResult } from './job.ts';

const job = JSON.parse(await text(process.stdin)) as Job; // bench/load/run-job.ts wrote it
const { bodies, method, path, headers, proofs } = job;

let firstFailure: string | undefined;
let lastAnswerAt = 0;
let sent = 0;
let proven = 0;
let connection = 0;
const chainHeads: string[] = bodies.kind === 'chain' ? [...bodies.starts] : [];

const noteAnswer = (status: number, body: string): void => {
  lastAnswerAt = performance.now();
  if (status < 200 || status > 299) firstFailure ??= `${status} ${body}`;
};

const request: Request = { method, path, headers, onResponse: noteAnswer };

const withProof = (plain: Request): Request =>
  proofs === undefined ? plain : { ...plain, headers: { ...headers, dpop: proofs[proven++] ?? '' } };

/** The one request a connection repeats. Its closures are the connection's own. */
const requestOf = (index: number): Request => {
  switch (bodies.kind) {
    case 'none':
      return request;
    case 'same':
      return { ...request, body: bodies.body, ...(proofs === undefined ? {} : { setupRequest: withProof }) };
    case 'list':
      return { ...request, setupRequest: (plain) => withProof({ ...plain, body: bodies.bodies[sent++] ?? '' }) };
    case 'chain':
      return {
        ...request,
        setupRequest: (plain) => withProof({ ...plain, body: bodies.prefix + chainHeads[index] }),
        onResponse: (status, body) => {
          noteAnswer(status, body);
          const answer = JSON.parse(body) as Readonly<Record<string, string>>; // the token endpoint answers JSON
          chainHeads[index] = answer[bodies.member] ?? '';
        },
      };
  }
};

const setupClient = (client: Client): void => {
  client.setRequests([requestOf(connection++)]);
};

const cpuBefore = process.cpuUsage();
const start = performance.now();
const result = await autocannon({
  url: job.url,
  connections: job.connections,
  timeout: 30,
  setupClient,
  ...('seconds' in job.until ? { duration: job.until.seconds } : { amount: job.until.requests }),
});
// autocannon notices its end once a second only; the last answer is the end of the work
const elapsedMilliseconds = lastAnswerAt - start;
const cpu = process.cpuUsage(cpuBefore);

const summary: JobResult = {
  requests: result['2xx'],
  failures: result.non2xx + result.errors + result.timeouts,
  firstFailure,
  elapsedMilliseconds,
  p50Milliseconds: result.latency.p50,
  p99Milliseconds: result.latency.p99,
  generatorShare: (cpu.user + cpu.system) / 1000 / elapsedMilliseconds,
};
process.stdout.write(JSON.stringify(summary));
