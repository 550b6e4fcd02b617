/** The primary result code of an SQLite error; undefined for other errors. @see https://www.sqlite.org/rescode.html */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

const busy = 5;

/** Whether another process holds the lock that was wanted (SQLITE_BUSY): nothing happened, and it is worth another try. */
export const isBusy = (error: unknown): boolean => sqliteCodeOf(error) === busy;
