import { CommandFailure } from '../../../command-failure.ts';

/** So often in a row a server may not be reached while something is waited for. */
const mostInARow = 10;

/**
 * Makes work that may fail for a while: a server that is restarted ends no wait. It answers undefined when the server could not be
 * reached, and passes the failure on when that happened too often in a row. Refusals are passed on at once.
 */
export function patiently<Result>(work: () => Promise<Result>): () => Promise<Result | undefined> {
  let failures = 0;
  return async () => {
    try {
      const result = await work();
      failures = 0;
      return result;
    } catch (error) {
      const isUnreached = error instanceof CommandFailure && error.cause !== undefined;
      if (!isUnreached || ++failures >= mostInARow) throw error;
      return undefined;
    }
  };
}
