import { CommandFailure } from '../command-failure.ts';
import { makeCredentialsDirectory } from './credentials-file.ts';

/** Longer than one refresh may take. */
const waitMilliseconds = 90_000;

/**
 * Does something while no other process changes the credentials file.
 *
 * The lock is SQLite's on a database of its own that stays empty: the one way Node has to a lock that the system itself lets go of
 * when the process dies, so that none is ever left behind and no age has to be guessed.
 *
 * @throws CommandFailure if another process keeps it for too long
 */
export async function withCredentialsLock<Result>(path: string, act: () => Promise<Result> | Result): Promise<Result> {
  const { DatabaseSync } = await import('node:sqlite');
  makeCredentialsDirectory(path);
  const lock = new DatabaseSync(`${path}.lock`, { timeout: waitMilliseconds });
  try {
    try {
      lock.exec('begin exclusive');
    } catch (cause) {
      throw new CommandFailure(`another grantry process has kept ${path} locked for ${waitMilliseconds / 1000} s`, undefined, { cause });
    }
    return await act();
  } finally {
    lock.close();
  }
}
