import { spawnSync } from 'node:child_process';

/** Why a test that needs these programs cannot run on this machine; false when it can. */
export function findMissingTools(...tools: readonly string[]): string | false {
  const missing = tools.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error !== undefined);
  return missing.length === 0 ? false : `this machine lacks ${missing.join(', ')}`;
}
