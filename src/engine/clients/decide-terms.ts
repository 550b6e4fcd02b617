import { isSameJson } from '../../protocol/authorization-detail.ts';
import { type ClientDescription, noDescription } from '../model/client-description.ts';
import { type ClientTerms, plainClientTerms } from '../model/client-terms.ts';
import type { ClientInput } from './client-input.ts';

/** What is laid down for a client after an input: what is named, and otherwise what it is. */
export function decideClientTerms(current: ClientTerms, { terms: named }: ClientInput): ClientTerms {
  if (named === undefined) return current;
  const terms = { ...current, ...named };
  return isSameJson(terms, plainClientTerms) ? plainClientTerms : terms;
}

/** What is said of a client after an input: all that was said now, or what was said before. */
export const decideDescription = (current: ClientDescription, { description }: ClientInput): ClientDescription =>
  description === undefined ? current : isSameJson(description, noDescription) ? noDescription : description;
