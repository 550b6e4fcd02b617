import { createContext, Script } from 'node:vm';

/** Milliseconds for one text and one pattern; an ordinary match takes microseconds. */
const longest = 100;

/**
 * Whether a pattern repeats nothing, or only whatever comes last, as `(/.*)?$`: then a match takes no more time than the text is long,
 * however it is written.
 */
const isHarmless = ({ source }: RegExp): boolean => !/[*+{]/.test(source.replace(/\\./g, '').replace(/\.\*\)?\??\$?$/, ''));

// What runs in it is this one line, and no text of anybody's: it is there for its time limit, which nothing else in Node has.
const test = new Script('pattern.test(text)');
const place = createContext({ pattern: undefined as RegExp | undefined, text: '' });

/**
 * Whether an operator's pattern matches a text of a caller's. A pattern that backtracks without end over the text does not match it:
 * otherwise one request with a well-chosen URL would stop the server.
 */
export function matchesInTime(pattern: RegExp, text: string): boolean {
  if (isHarmless(pattern)) return pattern.test(text);
  Object.assign(place, { pattern, text });
  try {
    return test.runInContext(place, { timeout: longest }) === true;
  } catch (error) {
    // An error of that place is no instance of the Error of this one.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  } finally {
    Object.assign(place, { pattern: undefined, text: '' });
  }
}
