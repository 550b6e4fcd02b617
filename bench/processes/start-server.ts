import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cores, pinnedNode } from './pinned.ts';

/** A server process on its own core. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it printed until it was ready. */
  readonly banner: string;
  stop(): Promise<void>;
}

const readyLine = /(?:listening|ready|running|started)\D*?(https?:\/\/[^\s"'/]+)/i;

/**
 * Starts Node with `args` and resolves when it prints where it listens.
 *
 * @throws Error with what it printed, if it ends or stays silent for half a minute.
 */
export async function startServer(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const [command, commandArgs] = pinnedNode(cores.server, args);
  const child = spawn(command, commandArgs, {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let printed = '';

  const url = await new Promise<string>((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`${args.join(' ')} ${what}:\n${printed}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('was not ready after 30 s');
    }, 30_000);
    const read = (chunk: Buffer): void => {
      if (printed.length < 20_000) printed += chunk;
      const [, found] = readyLine.exec(printed) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
    child.once('error', (error) => fail(error.message));
  });

  return {
    url,
    pid: child.pid ?? 0,
    banner: printed,
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
