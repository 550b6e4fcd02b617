import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { cores, pinnedNode } from '../processes/pinned.ts';
import type { Job, JobResult } from './job.ts';

const generator = fileURLToPath(new URL('generate.ts', import.meta.url));

/** Puts one load on a server, from a process of its own on the other core. */
export async function runJob(job: Job): Promise<JobResult> {
  const [command, args] = pinnedNode(cores.generator, [generator]);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(job));
  return (await json(child.stdout)) as JobResult; // bench/load/generate.ts prints it
}
