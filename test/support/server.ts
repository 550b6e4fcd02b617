import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { temporaryFolder } from './temporary-folder.ts';

/** A server in a process of its own, as an operator runs it. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Ends it without warning. */
  kill(): Promise<void>;
}

const main = new URL('../../src/server/main.ts', import.meta.url).pathname;

/** Only what a process needs to run: the settings under test come from `environment` alone. */
const bareEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' });

/** Runs a `grantry` command to its end. */
export async function runGrantry(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...bareEnvironment(), ...environment } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {}).end(input);
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

/** Starts `grantry serve` with these settings and waits until it listens. */
export async function startServer(environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...bareEnvironment(), GRANTRY_LISTEN: '127.0.0.1:0', GRANTRY_LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listening = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`;
      const [, url] = /listening on (https?:\/\/\S+)/.exec(line) ?? [];
      if (url !== undefined) listening.resolve(url);
    });
  child.once('exit', (code, signal) => listening.reject(new Error(`the server ended (${code ?? signal}) before it listened:\n${output}`)));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url: await listening.promise,
    process: child,
    output: () => output,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

/** What `grantry setup -o json` prints. */
export interface SetupResult {
  readonly user_id: string;
  readonly api_token: string;
  readonly service_id: number;
  readonly service_token: string;
  readonly organization_token: string;
}

/** The first user that tests sign in as. */
export const ownerCredentials = { email: 'owner@example.com', password: 'correct horse battery' } as const;

/** Makes the first user of a running server over its API. `setupLink` is any text that contains the link's token. */
export async function setUpOwner(url: string, setupLink: string): Promise<SetupResult> {
  const [setupToken] = /gsl_\w+/.exec(setupLink) ?? [];
  const answer = await fetch(`${url}/api/v2/users/first`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...ownerCredentials, setup_token: setupToken }),
  });
  if (!answer.ok) throw new Error(`setup failed: ${await answer.text()}`);
  return (await answer.json()) as SetupResult;
}

/** A server on a fresh SQLite database with its owner set up. */
export async function startFreshServer(
  environment: NodeJS.ProcessEnv = {},
): Promise<ServerProcess & { readonly owner: SetupResult; readonly environment: NodeJS.ProcessEnv }> {
  const folder = temporaryFolder('server');
  const settings = { GRANTRY_DATA_DIR: folder.path, ...environment };
  const server = await startServer(settings);
  return {
    ...server,
    owner: await setUpOwner(server.url, server.output()),
    environment: settings,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
