import { writeSync } from 'node:fs';
import type { Environment } from './environment.ts';

/** What a command may see and say. */
export interface Terminal {
  readonly environment: Environment;
  /** Writes data to stdout, exactly as given. */
  print(data: string): void;
  /** Writes a line of talk to stderr. */
  say(line: string): void;
}

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

/** The terminal of this process. */
export const processTerminal: Terminal = {
  environment: process.env,
  print: (data) => write(1, data),
  say: (line) => write(2, `${line}\n`),
};
