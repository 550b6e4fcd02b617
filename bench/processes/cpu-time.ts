import { readdirSync, readFileSync } from 'node:fs';

/** On-CPU microseconds of a process so far, all its threads together; undefined where there is no /proc. */
export function readCpuMicroseconds(pid: number): number | undefined {
  try {
    const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) =>
      Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((sum, value) => sum + value, 0) / 1000;
  } catch {
    return undefined;
  }
}

/** Resident memory of a process in MiB; undefined where there is no /proc. */
export function readResidentMebibytes(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
