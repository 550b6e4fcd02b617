import { after, type EpochSeconds, type Seconds } from '../protocol/units.ts';
import { type Refusal, refuse } from './refusal.ts';

const maxNameLength = 64;

/** Reads the name a person gives a key of theirs. */
export function decideKeyName(text: string, field: string): { readonly name: string } | Refusal {
  const name = text.trim();
  if (name === '') return refuse('invalid', 'A name is needed.', { field });
  if ([...name].length > maxNameLength) return refuse('invalid', `A name has at most ${maxNameLength} characters.`, { field });
  if (/\p{Cc}/u.test(name)) return refuse('invalid', 'A name has no control characters.', { field });
  return { name };
}

/** When a key that lives for `lifetime` ends; undefined is never. */
export const keyExpiry = (now: EpochSeconds, lifetime: Seconds | undefined): EpochSeconds | undefined =>
  lifetime === undefined ? undefined : after(now, lifetime);
