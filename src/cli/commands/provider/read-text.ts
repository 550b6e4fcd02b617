import { readFileSync } from 'node:fs';
import { CommandFailure } from '../../command-failure.ts';
import type { Terminal } from '../../terminal.ts';

const maxBytes = 1024 * 1024;

/**
 * The text of a file; `-` is standard input.
 *
 * @throws CommandFailure if it cannot be read
 */
export async function readText(path: string, terminal: Terminal): Promise<string> {
  if (path === '-') return terminal.readInput(maxBytes);
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailure(`${path} cannot be read: ${words}`, undefined, { cause });
  }
}
