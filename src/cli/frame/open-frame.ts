import type { Wire } from '../api/wire.ts';
import type { CommandTerminal, Options, Program, TypedValue } from '../command.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';
import type { Terminal } from '../terminal.ts';
import { isAgentMode } from './agent-mode.ts';
import { type Format, formats } from './formats.ts';
import type { Frame } from './frame.ts';
import { isColored } from './is-colored.ts';

type Typed = Readonly<Record<string, TypedValue>>;

/** A command's terminal, and what its requests are to be like; undefined if the flags say nothing about requests. */
export interface OpenedFrame {
  readonly terminal: CommandTerminal;
  readonly wire: Wire | undefined;
}

const textIn = (typed: Typed, name: string): string | undefined => {
  const value = typed[name];
  return typeof value === 'string' ? value : undefined;
};

async function openWire(typed: Typed, terminal: Terminal, heard: Wire['heard']): Promise<Wire | undefined> {
  const { header = [], bearer, debug, timeout = terminal.environment.GRANTRY_TIMEOUT || undefined } = typed;
  const headers = Array.isArray(header) ? header : [];
  const isDryRun = typed['dry-run'] === true;
  // Of an unset variable of a script: the request would go out with another token, or with none.
  if (bearer === '') throw new CommandFailure('--bearer is empty; accepted: a token', undefined, { kind: 'validation_error' });
  if (headers.length === 0 && bearer === undefined && timeout === undefined && !debug && !isDryRun && !typed['include-headers'])
    return undefined;
  const [{ decodeHeaders }, { decodeTimeout }] = await Promise.all([import('./decode-headers.ts'), import('./decode-timeout.ts')]);
  return {
    bearer: textIn(typed, 'bearer'),
    headers: decodeHeaders(headers),
    timeoutMilliseconds:
      typeof timeout === 'string' ? decodeTimeout(typed.timeout === undefined ? 'GRANTRY_TIMEOUT' : '--timeout', timeout) : undefined,
    isDebug: debug === true,
    isDryRun,
    say: terminal.say,
    heard,
  };
}

/**
 * Reads the flags of every command.
 *
 * @param typed - what was typed of {@link globalOptions}, and nothing else
 * @throws CommandFailure naming the flag that is wrong
 */
export async function openFrame(typed: Typed, terminal: Terminal & { readonly program: Program }): Promise<OpenedFrame> {
  const { environment } = terminal;
  const { 'agent-mode': agentFlag, 'include-headers': wantsHeaders, 'no-interactive': isSilent } = typed;
  const isAgent = isAgentMode(typeof agentFlag === 'boolean' ? agentFlag : undefined, environment);
  let answered: Readonly<Record<string, string>> = {};
  const frame: Frame = {
    isAgentMode: isAgent,
    isSilent: isSilent === true,
    isColored: isColored(textIn(typed, 'color') ?? 'auto', isAgent, environment, () => terminal.isScreen()),
    format: formats.find((each): each is Format => each === typed['output-format']),
    jq: textIn(typed, 'jq'),
    answeredHeaders: wantsHeaders === true ? () => answered : undefined,
    bearer: textIn(typed, 'bearer'),
    serverUrl: textIn(typed, 'server-url'),
    timeout: textIn(typed, 'timeout'),
  };
  const wire = await openWire(typed, terminal, (headers) => {
    answered = headers;
  });
  const isInteractive = (): boolean => !frame.isSilent && !isAgent && terminal.isInteractive();
  return { terminal: { ...terminal, frame, isInteractive }, wire };
}

/** The part of what was typed that belongs to flags of every command: a command's own flag of the same name is its own. */
export const typedGlobally = (typed: Typed, own: Readonly<Record<string, unknown>>, everywhere: Options): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => Object.hasOwn(everywhere, name) && !Object.hasOwn(own, name)));

/** The environment in which a command finds what `--bearer` and `--server-url` name where it looks for a sign-in. */
export function overrideEnvironment(environment: Environment, bearer: string | undefined, serverUrl: string | undefined): Environment {
  const isAgent = environment.GRANTRY_AGENT_URL !== undefined || environment.CODER_AGENT_URL !== undefined;
  return {
    ...environment,
    ...(bearer === undefined ? {} : { GRANTRY_TOKEN: bearer }),
    ...(serverUrl === undefined ? {} : { GRANTRY_URL: serverUrl, ...(isAgent && { GRANTRY_AGENT_URL: serverUrl }) }),
  };
}
