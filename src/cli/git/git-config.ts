import { spawnSync } from 'node:child_process';
import { CommandFailure } from '../command-failure.ts';
import type { ConfigEntry, ConfigStep } from './plan-config.ts';

/** Which of git's configuration files. */
export type ConfigScope = 'global' | 'system' | 'local';

/** `git config` ends so when nothing matches. */
const nothingFound = 1;

/** The words of a `git config` call, to run or to show. */
export const configWords = (scope: ConfigScope, step: ConfigStep): readonly string[] => ['config', `--${scope}`, ...step];

function runGit(words: readonly string[]): { readonly status: number; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('git', words, { encoding: 'utf8' });
  if (error !== undefined) throw new CommandFailure(`git cannot be run: ${error.message}`, 'install git');
  return { status: status ?? -1, stdout, stderr };
}

/**
 * Lists what a configuration file says about the credentials of URLs. A file that is not there says nothing.
 *
 * @throws CommandFailure if git cannot be run
 */
export function listConfig(scope: ConfigScope): readonly ConfigEntry[] {
  const { status, stdout, stderr } = runGit(configWords(scope, ['-z', '--get-regexp', '^credential\\..+\\.(helper|usehttppath)$']));
  if (status !== 0 && (status !== nothingFound || stderr !== '')) throw new CommandFailure(`git config: ${stderr.trim()}`);
  return stdout.split('\0').flatMap((entry) => {
    const [, url, name, value = ''] = /^credential\.(.+)\.(helper|usehttppath)(?:\n([\s\S]*))?$/.exec(entry) ?? [];
    return url === undefined ? [] : [{ url, name: name === 'helper' ? 'helper' : 'useHttpPath', value }];
  });
}

/**
 * Makes one step.
 *
 * @throws CommandFailure with git's words if it does not
 */
export function changeConfig(scope: ConfigScope, step: ConfigStep): void {
  const { status, stderr } = runGit(configWords(scope, step));
  if (status !== 0) throw new CommandFailure(`git config: ${stderr.trim() || `status ${status}`}`);
}
