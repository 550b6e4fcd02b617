import { type Seconds, seconds } from '../../../protocol/units.ts';
import type { ValueKind } from '../setting.ts';

/** Any text that is not blank. */
export const text: ValueKind<string> = {
  accepted: 'text that is not blank',
  parse: (value) => (value.trim() === '' ? undefined : value),
  format: (value) => value,
};

/** One of a few words. */
export const oneOf = <Word extends string>(words: readonly Word[]): ValueKind<Word> => ({
  accepted: words.join(', '),
  parse: (value) => words.find((word) => word === value),
  format: (value) => value,
});

/** Whether something is so. */
export const yesOrNo: ValueKind<boolean> = {
  accepted: 'true, false',
  parse: (value) => (value === 'true' || value === 'false' ? value === 'true' : undefined),
  format: String,
};

/** A length of time. */
export const secondsKind: ValueKind<Seconds> = {
  accepted: 'a whole number of seconds',
  parse: (value) => (/^[0-9]{1,9}$/.test(value) ? seconds(Number(value)) : undefined),
  format: String,
};
