import { CommandFailure } from '../command-failure.ts';

/** What git said, by name. */
export interface Attributes {
  /** Names that stand for one value. Of a name given twice the last counts, as for git. */
  readonly values: ReadonlyMap<string, string>;
  /** Names that end in `[]`, written here without it. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Enough for every attribute git knows, challenges of the server included. */
export const longestInput: number = 64 * 1024;

const refuse = (what: string): never => {
  throw new CommandFailure(`git's question cannot be read: ${what}`);
};

/**
 * Reads the attributes that git hands to a credential helper: `name=value` lines up to an empty one or the end.
 *
 * It refuses what git never sends and others read in different ways, a carriage return and NUL among them: such a value could name
 * one host to us and another to whoever reads it next.
 *
 * @throws CommandFailure naming what is wrong, and never the value: it may be a password
 * @see git-credential(1), INPUT/OUTPUT FORMAT
 */
export function decodeAttributes(text: string): Attributes {
  if (text.length > longestInput) refuse(`it is longer than ${longestInput} letters`);
  const values = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    if (line === '') break;
    if (/[\r\0]/.test(line)) refuse('it holds a carriage return or NUL');
    const equals = line.indexOf('=');
    if (equals < 1) refuse('a line is not name=value');
    const name = line.slice(0, equals);
    const value = line.slice(equals + 1);
    if (!name.endsWith('[]')) values.set(name, value);
    else {
      const list = name.slice(0, -2);
      lists.set(list, value === '' ? [] : [...(lists.get(list) ?? []), value]);
    }
  }
  return { values, lists };
}
