import { spawnSync } from 'node:child_process';
import { cores, pinnedNode } from './processes/pinned.ts';
import type { Figure } from './report.ts';
import { ratioByRound, type Spread } from './statistics.ts';
import type { GrantrySubject } from './subjects/grantry.ts';
import { installPackage } from './subjects/installed-package.ts';

/** Wall milliseconds of one run of Node on the generator's core: the server has the other. */
const timeRun = (args: readonly string[], environment: NodeJS.ProcessEnv): number => {
  const [command, commandArgs] = pinnedNode(cores.generator, args);
  const start = performance.now();
  const { status, stderr } = spawnSync(command, commandArgs, { env: { ...process.env, ...environment }, encoding: 'utf8' });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return elapsed;
};

const show = ({ median, low, high }: Spread): string => `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

/** Starts the installed command and an empty Node in turn, and compares their wall times. */
export async function measureCommandStartUp(grantry: GrantrySubject, rounds: number): Promise<readonly Figure[]> {
  const installed = installPackage();
  try {
    const commands = [
      { work: 'grantry --help ÷ node -e 0', args: ['--help'], atMost: 1.3 },
      {
        work: 'grantry external-auth access-token, with its request ÷ node -e 0',
        args: ['external-auth', 'access-token', grantry.providerId],
        atMost: 2,
      },
    ];
    const environment = { GRANTRY_AGENT_URL: grantry.endpoint.url, GRANTRY_AGENT_TOKEN: grantry.agentToken };
    const empty: number[] = [];
    const walls = commands.map((): number[] => []);
    for (let round = 0; round <= rounds; round++) {
      const emptyWall = timeRun(['-e', '0'], {});
      const commandWalls = commands.map(({ args }) => timeRun([installed.entry, ...args], environment));
      if (round === 0) continue; // fills the compile cache
      empty.push(emptyWall);
      for (const [index, wall] of commandWalls.entries()) walls[index]?.push(wall);
    }
    return commands.map(({ work, atMost }, index) => {
      const ratio = ratioByRound(walls[index] ?? [], empty);
      return { work, found: show(ratio), target: `≤ ${atMost}`, isMet: ratio.median <= atMost };
    });
  } finally {
    installed.remove();
  }
}
