/** The SQLSTATE of an error the server reported; undefined when the error came from elsewhere. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // "EPIPE" has five letters too, but the server alone tells a severity.
  return 'severity' in error && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** Serialization failure and deadlock: the transaction was undone, and the same may succeed now. */
const transient: readonly string[] = ['40001', '40P01'];

/** Whether the server undid the transaction because of another one. */
export const isTransient = (error: unknown): boolean => transient.includes(sqlStateOf(error) ?? '');

/**
 * Whether a unique value was taken by another transaction (23505). Inserts pass over such rows, so it was an update, whose condition
 * looked before the other was committed: looking again, it sees it.
 */
export const isTaken = (error: unknown): boolean => sqlStateOf(error) === '23505';

/** The server is ending, starting, or has no connection to spare: a later connection may be served. */
const unavailable: readonly string[] = ['57P01', '57P02', '57P03', '53300', '25006'];

/** Codes that say that the server is not the one to ask again: the name, the password or the database is wrong. */
const isRefusal = (state: string): boolean => state.startsWith('28') || state === '3D000';

/** Whether the connection failed, and not what was sent over it, nor our own code. */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) return false;
  const state = sqlStateOf(error);
  if (state === undefined) return true;
  return !isRefusal(state) && (state.startsWith('08') || unavailable.includes(state));
}
