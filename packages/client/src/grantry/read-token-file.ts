import { CallerRefusedError } from './errors.ts';

interface FileSystem {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
}

/** Not a literal in `import()`: bundlers for runtimes without files would look for it. */
const fileSystem: string = 'node:fs/promises';

/**
 * Reads a file that holds a token and nothing else. It is read each time it is needed: who mounts it may replace it.
 *
 * @throws CallerRefusedError naming the file that cannot be read.
 */
export async function readTokenFile(path: string): Promise<string> {
  try {
    const { readFile } = (await import(fileSystem)) as FileSystem; // Node, Deno and Bun all have it
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new CallerRefusedError(`The token file ${path} cannot be read: ${error instanceof Error ? error.message : 'unknown failure'}`);
  }
}
