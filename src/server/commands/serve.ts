import { type Command, defineCommand } from '../../cli/command.ts';
import { type ExitCode, exitCodes } from '../../cli/exit-codes.ts';

/** Settles on the first signal to stop; the second ends the process at once, for an operator who will not wait. */
const untilStopped = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(exitCodes.interrupted.status));
      });
    }
  });

/** `grantry serve` */
export const serveCommand: Command = defineCommand({
  description:
    'Starts with an embedded database in ./data and, the first time, prints a link to set the deployment up. Everything is set by environment variables or grantry.yaml: see grantry config show. It stops on SIGINT or SIGTERM after it finished what it had begun.',
  examples: [
    { does: 'Start on the default address, 127.0.0.1:4600:', lines: ['grantry serve'] },
    {
      does: 'Start for others, behind a proxy, on PostgreSQL:',
      lines: [
        'GRANTRY_URL=https://auth.example.com GRANTRY_TRUST_PROXY=loopback \\',
        '  GRANTRY_DATABASE=postgres://grantry@db/grantry grantry serve',
      ],
    },
  ],
  run: async (_typed, terminal): Promise<ExitCode> => {
    const [{ loadSettings }, { serve }] = await Promise.all([import('../config/load-settings.ts'), import('../serve.ts')]);
    const server = await serve(await loadSettings(), terminal.say);
    await untilStopped();
    await server.close();
    return 'done';
  },
});
