import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { canPin, cores } from './processes/pinned.ts';

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
};

/** What the figures depend on, as lines of Markdown. */
export const describeMachine = (): readonly string[] => [
  `* ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, Node ${process.version}`,
  `* ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
  `* load average of the machine at the end, the benchmark's own included: ${loadavg()[0]?.toFixed(1)}`,
  canPin
    ? `* server on core ${cores.server}, load generator (autocannon, 64 connections) on core ${cores.generator}`
    : '* server and load generator share the cores: only ratios mean anything',
];
