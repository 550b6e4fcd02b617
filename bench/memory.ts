import { runJob } from './load/run-job.ts';
import { clientCredentialsJob } from './load/token-requests.ts';
import { readResidentMebibytes } from './processes/cpu-time.ts';
import type { Figure } from './report.ts';
import type { Subject } from './subjects/subject.ts';

const limitMebibytes = 150;

/** Issues tokens until there are `count`, and reads what the server process occupies then. */
export async function measureMemory(subject: Subject, count: number): Promise<readonly Figure[]> {
  const job = { ...clientCredentialsJob(subject.endpoint, 0), until: { requests: count } };
  await runJob(job);
  const resident = readResidentMebibytes(subject.pid);
  if (resident === undefined) return [];
  return [
    {
      work: `memory after ${count.toLocaleString('en')} tokens`,
      found: `${Math.round(resident)} MiB resident`,
      target: `≤ ${limitMebibytes} MiB`,
      isMet: resident <= limitMebibytes,
    },
  ];
}
