import type { CommandTerminal } from '../command.ts';
import { type Command, defineCommand } from '../command.ts';
import { CommandFailure, type FailureKind } from '../command-failure.ts';
import { askConfiguration, checkConfiguration } from '../configuration/ask-configuration.ts';
import { type Configuration, configurationPath, readConfiguration, writeConfiguration } from '../configuration/configuration-file.ts';
import { canonicalUrl } from '../credentials/signed-in.ts';
import type { ExitCode } from '../exit-codes.ts';

/** What the flags say, over what there is. */
const takeFlags = (current: Configuration, { bearer, serverUrl, format, timeout }: CommandTerminal['frame']): Configuration => ({
  ...current,
  bearer: bearer ?? current.bearer,
  serverUrl: serverUrl ?? current.serverUrl,
  outputFormat: format ?? current.outputFormat,
  timeout: timeout ?? current.timeout,
});

/** Asks for the token and the preferences, or takes them from flags where nobody is to be asked, and keeps them. */
async function configure(blocked: FailureKind, terminal: CommandTerminal): Promise<ExitCode> {
  const { frame, environment } = terminal;
  if (frame.isAgentMode) {
    const next = 'GRANTRY_BEARER in the environment, or --bearer';
    throw new CommandFailure('an AI agent does not change the configuration: a person must', next, { kind: blocked });
  }
  const current = await readConfiguration(environment);
  const isAsked = terminal.isInteractive();
  const flagged = takeFlags(current, frame);
  const hasFlags = [frame.bearer, frame.serverUrl, frame.format, frame.timeout].some((flag) => flag !== undefined);
  if (!isAsked && !hasFlags) throw new CommandFailure('nobody is there to ask', 'the same with --bearer, --server-url, -o or --timeout');
  const wanted = isAsked ? await askConfiguration(flagged, terminal) : flagged;
  checkConfiguration(wanted);
  await writeConfiguration(environment, {
    ...wanted,
    serverUrl: wanted.serverUrl === undefined ? undefined : canonicalUrl(wanted.serverUrl),
  });
  terminal.say(`Kept in ${configurationPath(environment)}.`);
  return 'done';
}

/** `grantry configure` */
export const configureCommand: Command = defineCommand({
  description:
    'Keeps the token and the preferences that commands of the engine API use when nothing else is said, in a file that only you can read. It asks for them; with --no-interactive they come from --bearer, --server-url, -o and --timeout.',
  examples: [
    { does: 'Be asked for everything:', lines: ['grantry configure'] },
    {
      does: 'Set them in a script:',
      lines: ['grantry configure --no-interactive --bearer "$TOKEN" \\', '  --server-url https://auth.example.com'],
    },
  ],
  run: (_typed, terminal) => configure('configure_blocked', terminal),
});

/** `grantry auth login` */
export const authLogin: Command = defineCommand({
  description:
    'The same as grantry configure: keeps a token for the engine API. To sign in as a person, with the browser, there is grantry login.',
  examples: [{ does: 'Keep a token:', lines: ['grantry auth login'] }],
  run: (_typed, terminal) => configure('auth_login_blocked', terminal),
});
