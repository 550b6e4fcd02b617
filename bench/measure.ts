import type { Job, JobResult } from './load/job.ts';
import { runJob } from './load/run-job.ts';
import { readCpuMicroseconds } from './processes/cpu-time.ts';

/** One server that does the work of a row. */
export interface Contender {
  readonly name: string;
  readonly pid: number;
  /** Makes the next round's load. */
  prepare(): Job | Promise<Job>;
}

/** What a contender is to reach against another of the row, as a ratio of rates. */
export interface Budget {
  readonly of: string;
  readonly against: string;
  readonly atLeast: number;
}

/** Some work that several servers do side by side. */
export interface Row {
  readonly work: string;
  readonly contenders: readonly Contender[];
  readonly budgets: readonly Budget[];
}

/** One contender's rounds, index by index beside the other contenders'. */
export interface Measurement {
  readonly name: string;
  readonly perSecond: readonly number[];
  readonly cpuMicroseconds: readonly number[];
  readonly p50Milliseconds: readonly number[];
  readonly p99Milliseconds: readonly number[];
  readonly generatorShare: readonly number[];
}

const runRound = async (contender: Contender): Promise<{ result: JobResult; cpuMicroseconds: number }> => {
  const job = await contender.prepare();
  const before = readCpuMicroseconds(contender.pid);
  const result = await runJob(job);
  const after = readCpuMicroseconds(contender.pid);
  if (result.failures > 0) throw new Error(`${contender.name}: ${result.failures} requests failed, the first with ${result.firstFailure}`);
  return { result, cpuMicroseconds: before === undefined || after === undefined ? Number.NaN : (after - before) / result.requests };
};

/** Runs the contenders in turn, round after round; the first round warms up and is not counted. */
export async function measureRow(row: Row, rounds: number): Promise<readonly Measurement[]> {
  const measurements = row.contenders.map(({ name }) => ({
    name,
    perSecond: [] as number[],
    cpuMicroseconds: [] as number[],
    p50Milliseconds: [] as number[],
    p99Milliseconds: [] as number[],
    generatorShare: [] as number[],
  }));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contender] of row.contenders.entries()) {
      const { result, cpuMicroseconds } = await runRound(contender);
      const measurement = measurements[index];
      if (round === 0 || measurement === undefined) continue;
      measurement.perSecond.push((result.requests / result.elapsedMilliseconds) * 1000);
      measurement.cpuMicroseconds.push(cpuMicroseconds);
      measurement.p50Milliseconds.push(result.p50Milliseconds);
      measurement.p99Milliseconds.push(result.p99Milliseconds);
      measurement.generatorShare.push(result.generatorShare);
    }
  }
  return measurements;
}
