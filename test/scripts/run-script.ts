import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { findMissingTools } from '../support/find-missing-tools.ts';

const folder = join(import.meta.dirname, '../../scripts/oauth2');

/** What a script wrote, and how it ended. */
export interface ScriptResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why the scripts cannot run on this machine; false when they can. */
export const missingTools: string | false = findMissingTools('bash', 'curl', 'jq', 'openssl');

/** Starts a script of scripts/oauth2, with these settings and no others. */
export const startScript = (
  name: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(join(folder, name), args, {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs a script of scripts/oauth2 to its end. */
export async function runScript(name: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<ScriptResult> {
  const child = startScript(name, args, environment);
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

/** Reads the `export NAME=value` lines a script prints, as the shell does. */
export function readExports(stdout: string): Readonly<Record<string, string>> {
  const names = [...stdout.matchAll(/^export (\w+)=/gm)].map(([, name]) => name);
  const print = names.map((name) => `printf '%s\\0' "$${name}"`).join('\n');
  const values = spawnSync('bash', ['-c', `${stdout}\n${print}`], { encoding: 'utf8' }).stdout.split('\0');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
