/** Levels that JSON of others may have. Nobody means more of them, and to write them again, or to compare them, would take the stack. */
const maxLevels = 512;

const hasMoreLevels = (value: unknown, than: number): boolean =>
  typeof value === 'object' && value !== null && (than === 0 || Object.values(value).some((each) => hasMoreLevels(each, than - 1)));

/**
 * Parses JSON that others wrote; undefined if it is none, or nests too deep.
 *
 * @see RFC 8259 §9 which lets parsers bound the depth
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isLongEnough = text.length > 2 * maxLevels; // each level takes two letters, and nobody else waits for the look
    return isLongEnough && hasMoreLevels(value, maxLevels) ? undefined : value;
  } catch {
    return undefined;
  }
}
