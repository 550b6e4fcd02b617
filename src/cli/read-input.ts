import { readSync } from 'node:fs';
import { CommandFailure } from './command-failure.ts';

/** Reads at once. `process.stdin` costs milliseconds to set up; an input that is not ready falls back to it. */
async function* pieces(): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(16 * 1024);
  for (;;) {
    let length: number;
    try {
      length = readSync(0, buffer);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return; // how Windows ends a pipe
      if (code !== 'EAGAIN') throw error;
      yield* process.stdin;
      return;
    }
    if (length === 0) return;
    yield buffer.slice(0, length);
  }
}

/**
 * Reads stdin to its end, as UTF-8.
 *
 * @throws CommandFailure if it is longer than `maxBytes`
 */
export async function readInput(maxBytes: number): Promise<string> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces()) {
    size += piece.length;
    if (size > maxBytes) throw new CommandFailure(`stdin is longer than ${maxBytes} bytes`);
    read.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(read));
}
