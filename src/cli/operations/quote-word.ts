import { shellQuote } from '../git/shell-quote.ts';

/** A variable of the shell in an example's value, with nothing behind it that would be part of its name. */
const variables = /\$([A-Z][A-Z_]*)(?!\w)/g;

/** The variables that a text names. */
export const variablesIn = (text: string): readonly string[] => [...text.matchAll(variables)].map(([, name = '']) => name);

/** A word for a POSIX shell in which `$NAME` stands for what the variable holds, and everything else for itself. */
export function quoteWord(text: string): string {
  if (variablesIn(text).length === 0) return shellQuote(text);
  const pieces = text.split(variables); // text, name, text, name, …
  const isName = (index: number): boolean => index % 2 === 1;
  if (pieces.every((piece, index) => isName(index) || !/["\\`$!]/.test(piece))) return `"${text}"`;
  const quoted = pieces.map((piece, index) => (isName(index) ? `"$${piece}"` : `'${piece.replaceAll("'", "'\\''")}'`));
  return quoted.filter((piece) => piece !== "''").join('');
}
