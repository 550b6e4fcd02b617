import type { Environment } from './environment.ts';
import type { Screen } from './screen/screen.ts';

/** What a command may see and say. */
export interface Terminal {
  readonly environment: Environment;
  /** Whether a person is there who reads stderr and can answer at stdin. */
  isInteractive(): boolean;
  /** Whether stdout is shown on a screen that knows colours. */
  isScreen(): boolean;
  /** Whether stdin is something else than a keyboard, so that reading it asks nobody. */
  hasInput(): boolean;
  /** Writes data to stdout, exactly as given. */
  print(data: string): void;
  /** Writes a line of talk to stderr. */
  say(line: string): void;
  /** Shows how far things are, in place of what was shown before; nothing if nobody is there. Saying or printing something takes it away. */
  show(progress: string): void;
  /**
   * Asks on stderr and reads one line.
   *
   * @throws CommandFailure if stdin ends in place of an answer, as after Ctrl-D
   */
  ask(question: string): Promise<string>;
  /**
   * Asks on stderr and reads one line that is not shown.
   *
   * @throws CommandFailure if stdin ends in place of an answer, as after Ctrl-D
   */
  askSecret(question: string): Promise<string>;
  /** Takes the whole screen, and every key; the screen is as before once it is closed. */
  openScreen(): Promise<Screen>;
  /**
   * Reads stdin to its end, as UTF-8.
   *
   * @throws CommandFailure if it is longer than `maxBytes`
   */
  readInput(maxBytes: number): Promise<string>;
  /** Settles after that many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

// Not imported: an import of `node:fs` asks for all it exports, and loads streams for that, which takes a fifth of what help takes.
const { writeSync } = process.getBuiltinModule('node:fs');

/**
 * Writes at once. `process.stdout` costs a millisecond to set up, of the few a short command takes; a pipe that is full falls back to it.
 */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EPIPE') return; // the reader has seen enough
    if (code !== 'EAGAIN') throw error;
    (descriptor === 1 ? process.stdout : process.stderr).write(bytes.subarray(written));
  }
}

const isInteractive = (): boolean => {
  const { isatty } = process.getBuiltinModule('node:tty');
  return isatty(0) && isatty(2);
};

/** A dumb terminal shows what it gets as letters, colours and all. */
const isScreen = (): boolean => process.env.TERM !== 'dumb' && process.getBuiltinModule('node:tty').isatty(1);

const hasInput = (): boolean => !process.getBuiltinModule('node:tty').isatty(0);

const emptyLine = '\r\u001b[K';
let isShowing = false;

const clear = (): string => {
  const before = isShowing ? emptyLine : '';
  isShowing = false;
  return before;
};

/** Lines that came before they were asked for, as of somebody who pastes several. */
const typedAhead: string[] = [];

/** Reads a line from the keyboard. Ctrl-C ends the process as it does anywhere. */
async function ask(question: string): Promise<string> {
  const ready = typedAhead.shift();
  if (ready !== undefined) {
    write(2, `${clear()}${question}${ready}\n`);
    return ready;
  }
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.once('SIGINT', () => {
    lines.close();
    process.kill(process.pid, 'SIGINT');
  });
  lines.on('line', (line) => typedAhead.push(line)); // all but the first, which answers the question
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    const answer = await Promise.race([lines.question(clear() + question), closed]);
    if (answer !== undefined) return answer;
    write(2, '\n');
    return (await import('./screen/refuse-silence.ts')).refuseSilence();
  } finally {
    lines.close();
  }
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  environment: process.env,
  isInteractive,
  isScreen,
  hasInput,
  print: (data) => {
    if (isShowing) write(2, clear());
    write(1, data);
  },
  say: (line) => write(2, `${clear()}${line}\n`),
  show: (progress) => {
    if (!isInteractive()) return;
    write(2, `${emptyLine}${progress}`);
    isShowing = true;
  },
  ask,
  askSecret: async (question) => (await import('./screen/ask-secret.ts')).askSecret(question, write),
  openScreen: async () => (await import('./screen/open-screen.ts')).openScreen(write),
  readInput: async (maxBytes) => (await import('./read-input.ts')).readInput(maxBytes),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
