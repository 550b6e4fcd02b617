import Type, { type TInteger, type TOptional } from 'typebox';
import { CallerError } from './caller-error.ts';

/** Part of a list: from `start`, up to `end`, which is not in it. */
export interface Page {
  readonly start: number;
  readonly end: number;
}

/** The longest part of a list that is answered at once. */
const maxPageLength = 1000;
const usualPageLength = 5;

const place = (description: string): TOptional<TInteger> => Type.Optional(Type.Integer({ description, minimum: 0, maximum: 2 ** 31 - 1 }));

/** The members that say which part is wanted. */
export const pageMembers: { readonly start: TOptional<TInteger>; readonly end: TOptional<TInteger> } = {
  start: place('The first entry, from 0; 0 if left out.'),
  end: place(`The entry after the last, at most ${maxPageLength} after the first; ${usualPageLength} after it if left out.`),
};

/**
 * Reads which part of a list is wanted. One that is too long is cut short.
 *
 * @throws CallerError if it ends before it starts.
 */
export function readPage({ start = 0, end = start + usualPageLength }: Partial<Page>): Page {
  if (end < start) throw new CallerError('wrongMember', 'The member end must not be less than start.');
  return { start, end: Math.min(end, start + maxPageLength) };
}
