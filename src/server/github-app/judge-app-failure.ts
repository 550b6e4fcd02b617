import type { AppFailure } from '../../broker/github-app/ports.ts';
import { printable } from '../../broker/outbound/printable.ts';

/** An error that says which status GitHub answered with: the library's, shaped as octokit's. */
interface HttpError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Readonly<Record<string, unknown>> };
  readonly remedy?: string;
}

/** Whether an error tells of an answer, or of none (status 500), and not of a mistake of ours. */
const isHttpError = (error: unknown): error is HttpError => error instanceof Error && 'status' in error && typeof error.status === 'number';

/** GitHub says 403 to those who ask too often as well as to those who may not. */
const isRateLimited = ({ status, message, response }: HttpError): boolean =>
  status === 429 || (status === 403 && (/rate limit/i.test(message) || response?.headers['retry-after'] !== undefined));

function reasonOf(error: HttpError): AppFailure['why'] {
  if (error.status >= 500 || isRateLimited(error)) return 'unavailable';
  if (error.status === 401) return 'misconfigured';
  return error.status === 404 ? 'not_found' : 'refused';
}

/** An error's words and what the library says to do about it. */
const wordsOf = ({ message, remedy }: { readonly message: string; readonly remedy?: unknown }): string =>
  printable(typeof remedy === 'string' ? `${message.replace(/ - https:\S+$/, '')}. ${remedy}` : message).slice(0, 500);

/**
 * Judges why GitHub did not do what the app asked of it.
 *
 * @throws the error itself, if it tells of a mistake of ours
 */
export function judgeAppFailure(error: unknown): AppFailure {
  if (!isHttpError(error)) throw error;
  return { outcome: 'failed', why: reasonOf(error), words: wordsOf(error) };
}

/** A key that cannot be read, or is none, and so signs nothing. */
export const judgeKeyFailure = (error: unknown): AppFailure => ({
  outcome: 'failed',
  why: 'misconfigured',
  words: wordsOf(error instanceof Error ? error : { message: 'The private key of the app cannot be used.' }),
});
