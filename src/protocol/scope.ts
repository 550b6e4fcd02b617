/** scope-token of RFC 6749 §3.3: printable ASCII without space, `"` and `\`. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Reads a `scope` parameter into its distinct names in the order given; undefined if it breaks RFC 6749 §3.3. */
export function parseScope(text: string): readonly string[] | undefined {
  const names = text.split(' ').filter((name) => name !== '');
  return names.every((name) => scopeToken.test(name)) ? [...new Set(names)] : undefined;
}

/** Writes scope names as a `scope` parameter (RFC 6749 §3.3). */
export const formatScope = (names: readonly string[]): string => names.join(' ');
