import { readFileSync } from 'node:fs';
import { CommandFailure } from '../command-failure.ts';

/**
 * Reads a file that holds a token and nothing else.
 *
 * @param what the token is, in words
 * @throws CommandFailure naming the file that cannot be read, or is empty
 */
export function readTokenFile(path: string, what: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(`the ${what} file ${path} cannot be read: ${String(error)}`);
  }
  const token = text.trim();
  if (token === '') throw new CommandFailure(`the ${what} file ${path} is empty`);
  return token;
}
