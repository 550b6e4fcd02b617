import type { CommandTerminal } from '../command.ts';
import { type Command, defineCommand } from '../command.ts';
import { CommandFailure, type FailureKind } from '../command-failure.ts';
import { type Configuration, configurationPath, readConfiguration, writeConfiguration } from '../configuration/configuration-file.ts';
import { maskSecret } from '../configuration/mask.ts';
import { canonicalUrl } from '../credentials/signed-in.ts';
import type { ExitCode } from '../exit-codes.ts';
import { decodeTimeout } from '../frame/decode-timeout.ts';
import { formats } from '../frame/formats.ts';

/** Asks for a value; an empty answer keeps what there is. */
async function askText(name: string, current: string | undefined, terminal: CommandTerminal): Promise<string | undefined> {
  return (await terminal.ask(`${name}${current === undefined ? '' : ` [${current}]`}: `)).trim() || current;
}

async function askAll(current: Configuration, terminal: CommandTerminal): Promise<Configuration> {
  terminal.say('Enter keeps what stands in brackets.');
  const shown = current.bearer === undefined ? '' : ` [${maskSecret(current.bearer)}]`;
  const bearer = (await terminal.askSecret(`Token (not shown)${shown}: `)).trim() || current.bearer;
  const serverUrl = await askText('Server URL', current.serverUrl, terminal);
  const outputFormat = await askText(`Output format (${formats.join(', ')})`, current.outputFormat, terminal);
  const timeout = await askText('Timeout, such as 30s', current.timeout, terminal);
  return { ...current, bearer, serverUrl, outputFormat, timeout };
}

/** What the flags say, over what there is. */
const takeFlags = (current: Configuration, { bearer, serverUrl, format, timeout }: CommandTerminal['frame']): Configuration => ({
  ...current,
  bearer: bearer ?? current.bearer,
  serverUrl: serverUrl ?? current.serverUrl,
  outputFormat: format ?? current.outputFormat,
  timeout: timeout ?? current.timeout,
});

/** @throws CommandFailure naming what could not be used later */
function check({ serverUrl, outputFormat, timeout }: Configuration): void {
  if (serverUrl !== undefined && !/^https?:$/.test(URL.parse(serverUrl)?.protocol ?? ''))
    throw new CommandFailure(`${JSON.stringify(serverUrl)} is not the URL of a server`);
  if (outputFormat !== undefined && !formats.some((each) => each === outputFormat))
    throw new CommandFailure(`output format: found ${JSON.stringify(outputFormat)}; accepted: ${formats.join(', ')}`);
  if (timeout !== undefined) decodeTimeout('timeout', timeout);
}

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
  const wanted = isAsked ? await askAll(flagged, terminal) : flagged;
  check(wanted);
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
