/**
 * Whether text matches a pattern in which `*` stands for any text, none included, and everything else for itself.
 *
 * Each piece between stars is looked for once, leftmost first, so that no pattern takes more than the product of the lengths.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...pieces] = pattern.split('*');
  const last = pieces.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let position = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, position);
    if (found === -1 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}

/** Whether a pattern says anything: one of stars alone is met by everybody. */
export const saysSomething = (pattern: string): boolean => /[^*]/.test(pattern);
