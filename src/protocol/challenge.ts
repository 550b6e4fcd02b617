/** The parameters of a challenge; those that are undefined are left out. */
export type ChallengeParameters = Readonly<Record<string, string | undefined>>;

/** Quotes text for a header parameter (RFC 9110 §5.6.4); what cannot stand in one is dropped. */
const quoted = (text: string): string => `"${text.replaceAll(/[^\x20-\x7e]|["\\]/g, '')}"`;

/** Writes one challenge of a `WWW-Authenticate` header (RFC 9110 §11.6.1). */
export function formatChallenge(scheme: string, parameters: ChallengeParameters): string {
  const written = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(value)}`]));
  return written.length === 0 ? scheme : `${scheme} ${written.join(', ')}`;
}
