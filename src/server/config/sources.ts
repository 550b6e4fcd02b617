import { readFileSync } from 'node:fs';

/** Where settings come from. */
export interface SettingSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * The text of a file; undefined if there is none.
   *
   * @throws Error if it is there and cannot be read.
   */
  readTextFile(path: string): string | undefined;
}

/** The environment and the files of this process. */
export const processSources: SettingSources = {
  environment: process.env,
  readTextFile: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  },
};
