import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RefreshStep } from '../../src/broker/ports.ts';

/** What a process with a broker is started with. */
export interface BrokerChildSettings {
  readonly database: string;
  /** Settings of the provider `upstream`. */
  readonly provider: Readonly<Record<string, string>>;
  readonly userId: string;
  /** A request to the provider may take a second less. */
  readonly leaseSeconds: number;
  /** It kills itself with SIGKILL there. */
  readonly killedAt?: RefreshStep;
  /** How many seconds its clock is ahead. @default 0 */
  readonly clockAhead?: number;
}

/** A process with a broker of its own. */
export interface BrokerProcess {
  /**
   * Hands out so many times at once, and ends the process.
   *
   * @returns the distinct outcomes; `killed` if the process was.
   */
  handOut(count: number): Promise<readonly string[] | 'killed'>;
}

const script = fileURLToPath(new URL('broker-child.ts', import.meta.url));

/** Starts one, and waits until it is ready. */
export async function startBrokerProcess(settings: BrokerChildSettings): Promise<BrokerProcess> {
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ready = await lines.next();
  if (ready.value !== 'ready') throw new Error(`the process ended before it was ready: ${await ended}`);
  return {
    handOut: async (count) => {
      child.stdin.write(`go ${count}\n`);
      const said = await lines.next();
      const [, signal] = await ended;
      if (signal === 'SIGKILL') return 'killed';
      return JSON.parse(String(said.value)) as string[];
    },
  };
}
