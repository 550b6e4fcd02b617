import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a process with the REST API is started with. */
export interface ApiProcessSettings {
  readonly database: string;
  /** Settings of each provider. */
  readonly providers: readonly Readonly<Record<string, string>>[];
  /** The address it listens on. */
  readonly host: string;
  /** How long a lease of a refresh lasts: short, so that the next process need not wait for long. */
  readonly leaseSeconds: number;
}

/** A process with the REST API. */
export interface ApiProcess {
  readonly url: string;
  /** Leads to the first user's setup; empty if there is one. */
  readonly setupLink: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('api-child.ts', import.meta.url));

/** Starts one, and waits until it listens. */
export async function startApiProcess(settings: ApiProcessSettings): Promise<ApiProcess> {
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (typeof value !== 'string') throw new Error(`the process ended before it listened: ${await ended}`);
  const [url = '', setupLink = ''] = value.split(' ');
  return {
    url,
    setupLink,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
