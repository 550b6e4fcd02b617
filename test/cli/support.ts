import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import type { ExitCode } from '../../src/cli/exit-codes.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';

/** The executable of the checkout. */
export const entry: string = fileURLToPath(new URL('../../bin/grantry.js', import.meta.url));

/** How a command ended, and all it wrote. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with these variables and no others of ours. */
export async function runProgram(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(command, args, { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

/** Runs `grantry` as a process. */
export const runGrantry = (args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Ran> =>
  runProgram(process.execPath, [entry, ...args], environment);

/** What a {@link recordingTerminal} heard. */
export interface Recording {
  readonly printed: string[];
  readonly said: string[];
  readonly shown: string[];
  /** The pauses it was asked for, in milliseconds; it makes none. */
  readonly paused: number[];
}

/**
 * A terminal that remembers, with `input` on its stdin. If there are `answers`, a person is there and types one to each question.
 */
export function recordingTerminal(
  environment: Terminal['environment'] = {},
  input: string = '',
  answers?: readonly string[],
): Terminal & Recording {
  const recording: Recording = { printed: [], said: [], shown: [], paused: [] };
  const typed = [...(answers ?? [])];
  const ask = async (question: string): Promise<string> => {
    recording.said.push(question);
    return typed.shift() ?? '';
  };
  return {
    ...recording,
    environment,
    isInteractive: () => answers !== undefined,
    isScreen: () => false,
    hasInput: () => answers === undefined,
    print: (data) => recording.printed.push(data),
    say: (line) => recording.said.push(line),
    show: (progress) => recording.shown.push(progress),
    ask,
    askSecret: ask,
    openScreen: async () => {
      throw new Error('nobody looks');
    },
    readInput: async () => input,
    pause: async (milliseconds) => void recording.paused.push(milliseconds),
  };
}

/** Runs a command line in this process, with every command there is. */
export const runEveryCommand = (words: readonly string[], terminal: Terminal): Promise<ExitCode> =>
  runCli([clientCommands, operationCommands, serverCommands], words, terminal);

/** A request a {@link fakeApi} got. */
export interface SeenRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that stands for the API: it answers as told and remembers what it was asked. */
export async function fakeApi(
  answer: (
    request: SeenRequest,
  ) => { readonly status?: number; readonly body: unknown } | Promise<{ readonly status?: number; readonly body: unknown }>,
): Promise<AsyncDisposable & { readonly url: string; readonly seen: readonly SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body });
    const { status = 200, body: answered } = await answer({ method, url, headers, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
