/** A name of a certificate, with its kind as Node prints it. */
export type AlternativeName = readonly [kind: string, value: string];

/** Kind and value up to the next separator. A value with anything unusual in it is quoted as JSON, so that none can pose as two. */
const entry = /([A-Za-z][\w ]*):("(?:[^"\\]|\\.)*"|[^,"]*)(?:, |$)/y;

/**
 * Reads the names in a subject alternative name as `X509Certificate.subjectAltName` prints them.
 *
 * @returns no name at all if a part of the text is not as expected: what cannot be read must not authenticate anybody.
 * @see RFC 5280 §4.2.1.6
 */
export function readAlternativeNames(text: string): readonly AlternativeName[] {
  const names: AlternativeName[] = [];
  entry.lastIndex = 0;
  while (entry.lastIndex < text.length) {
    const [, kind, value] = entry.exec(text) ?? [];
    if (kind === undefined || value === undefined) return [];
    try {
      names.push([kind, value.startsWith('"') ? String(JSON.parse(value)) : value]);
    } catch {
      return [];
    }
  }
  return names;
}
