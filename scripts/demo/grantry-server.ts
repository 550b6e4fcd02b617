import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Ran, run, show } from './terminal.ts';

const entry = fileURLToPath(new URL('../../bin/grantry.js', import.meta.url));

/** A running `grantry serve`. */
export interface GrantryServer {
  readonly url: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts `grantry serve` and resolves when it listens.
 *
 * @throws Error with what it printed, if it ends before.
 */
export async function startGrantryServer(environment: NodeJS.ProcessEnv): Promise<GrantryServer> {
  const child = spawn(process.execPath, [entry, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const listening = Promise.withResolvers<string>();
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      printed += `${line}\n`;
      const [, url] = /listening on (https?:\/\/[^\s"]+)/.exec(line) ?? [];
      if (url !== undefined) listening.resolve(url);
    });
  }
  child.once('exit', (status) => listening.reject(new Error(`the server ended with ${status}:\n${printed}`)));
  return {
    url: await listening.promise,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a `grantry` command without showing it. */
export const runGrantry = (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ran> =>
  run(process.execPath, [entry, ...args], environment);

/** Shows a `grantry` command as a person types it, and what it wrote. */
export const showGrantry = (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ran> =>
  show(['npx', 'grantry', ...args], process.execPath, [entry, ...args], environment);
