import { DryRunEnd, withWire } from './api/wire.ts';
import type { Command, CommandEntry, CommandTerminal, Options, Program, TypedValue } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import type { ExitCode } from './exit-codes.ts';
import { frameOptions, globalOptions } from './frame/global-options.ts';
import { openFrame, overrideEnvironment, typedGlobally } from './frame/open-frame.ts';
import { parseCommandLine } from './parse-command-line.ts';
import type { Terminal } from './terminal.ts';

type Typed = Readonly<Record<string, TypedValue>>;

/** A terminal, and the program that runs in it. */
type ProgramTerminal = Terminal & { readonly program: Program };

/** The flags of every command that a command has too: those about requests only if it sends any. */
export const globalOptionsOf = ({ isLocal }: CommandEntry): Options => (isLocal ? frameOptions : globalOptions);

/** The server's URL, if a flag names one. */
async function findServerUrl(global: Typed, terminal: Terminal): Promise<string | undefined> {
  const { server, 'server-url': url } = global;
  if (typeof url === 'string' || typeof server !== 'string') return typeof url === 'string' ? url : undefined;
  const { chooseConfiguredServer } = await import('./configuration/servers.ts');
  return chooseConfiguredServer(server, terminal.environment);
}

interface ReadLine {
  readonly typed: Typed;
  readonly global: Typed;
  readonly terminal: ProgramTerminal;
}

/** Reads the words; anew, if they name a server or a token that flags of the command itself stand for. */
async function readLine(
  words: readonly string[],
  command: Command,
  everywhere: Options,
  terminal: ProgramTerminal,
): Promise<ReadLine | 'help'> {
  const own = { ...command.options, ...command.arguments }; // both are read by name
  const merged = { ...command, options: { ...command.options, ...withoutOwn(everywhere, own) } };
  const typed = await parseCommandLine(words, merged, terminal.environment);
  if (typed === 'help') return typed;
  const global = typedGlobally(typed, own, everywhere);
  const { bearer } = global;
  const url = await findServerUrl(global, terminal);
  if (bearer === undefined && url === undefined) return { typed, global, terminal };
  const environment = overrideEnvironment(terminal.environment, typeof bearer === 'string' ? bearer : undefined, url);
  const again = await parseCommandLine(words, merged, environment);
  if (again === 'help') return again;
  return { typed: again, global: { ...global, 'server-url': url }, terminal: { ...terminal, environment } };
}

const withoutOwn = (everywhere: Options, own: Readonly<Record<string, unknown>>): Options =>
  Object.fromEntries(Object.entries(everywhere).filter(([name]) => !Object.hasOwn(own, name)));

/** Tells what went wrong in the way its reader wants it: as people read, or as programs do. */
async function tell(error: unknown, { frame, environment }: CommandTerminal, terminal: Terminal): Promise<ExitCode> {
  const { sayFailure } = await import('./say-failure.ts');
  const format = frame.format ?? environment.GRANTRY_OUTPUT_FORMAT;
  sayFailure(error, terminal, frame.isAgentMode ? 'agent' : format === 'json' ? 'json' : 'text');
  return 'failed';
}

/**
 * Runs a command with the words after it.
 *
 * @returns how it ended, or `'help'` if help was asked for
 * @throws CommandFailure if the words are wrong
 */
export async function runCommand(
  entry: CommandEntry,
  command: Command,
  words: readonly string[],
  base: ProgramTerminal,
): Promise<ExitCode | 'help'> {
  const wrong = (error: unknown): never => {
    if (!(error instanceof CommandFailure)) throw error;
    throw new CommandFailure(error.message, `grantry ${entry.path.join(' ')} --help`, { kind: 'validation_error', cause: error.cause });
  };
  const line = await readLine(words, command, globalOptionsOf(entry), base).catch(wrong);
  if (line === 'help') return line;
  const { terminal, wire } = await openFrame(line.global, line.terminal).catch(wrong);
  try {
    const run = (): Promise<ExitCode> => command.run(line.typed, terminal);
    return await (wire === undefined ? run() : withWire(wire, run));
  } catch (error) {
    return error instanceof DryRunEnd ? 'done' : tell(error, terminal, base);
  }
}
