import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { CommandFailure } from '../../cli/command-failure.ts';

/**
 * The lines of a file, of any length; `-` is standard input.
 *
 * @throws CommandFailure if it cannot be read
 */
export async function openLines(path: string): Promise<AsyncIterable<string>> {
  if (path === '-') return createInterface({ input: process.stdin });
  try {
    const file = await open(path);
    if ((await file.stat()).isDirectory()) throw new Error('it is a directory');
    return file.readLines();
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailure(`${path} cannot be read: ${words}`, undefined, { cause });
  }
}
