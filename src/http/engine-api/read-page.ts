import { CallerError } from './caller-error.ts';

/** Part of a list: from `start`, up to `end`, which is not in it. */
export interface Page {
  readonly start: number;
  readonly end: number;
}

/** The longest part of a list that is answered at once. */
const maxPageLength = 1000;
const usualPageLength = 5;

/**
 * Reads which part of a list is wanted.
 *
 * @throws CallerError if it is none.
 */
export function readPage({ start = 0, end = start + usualPageLength }: Partial<Page>): Page {
  if (start < 0 || end < start) throw new CallerError('wrongMember', 'The members start and end must be numbers from 0 on, in this order.');
  return { start, end: Math.min(end, start + maxPageLength) };
}
