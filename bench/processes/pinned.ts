import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const hasTaskset = ((): boolean => {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Whether server and generator get a core each; otherwise they fight for one, and only ratios mean anything. */
export const canPin: boolean = hasTaskset && availableParallelism() > 1;

/** The core servers run on, and the one the generator and this process run on. */
export const cores = { server: 0, generator: 1 } as const;

/** A command that runs Node on one core. */
export const pinnedNode = (core: number, args: readonly string[]): readonly [command: string, args: readonly string[]] =>
  canPin ? ['taskset', ['-c', String(core), process.execPath, ...args]] : [process.execPath, args];
