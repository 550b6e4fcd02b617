/** Parameters of our own answer: a registered redirect URI that has them in its query does not get to speak for us. */
const reserved: ReadonlySet<string> = new Set(['code', 'error', 'error_description', 'error_uri', 'state', 'iss']);

const nameOf = (pair: string): string => {
  const name = pair.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
};

/**
 * Adds an answer's parameters to a redirect URI, and keeps the query it has (RFC 6749 §3.1.2, §4.1.2).
 * Parameters that are undefined are left out.
 */
export function makeRedirectLocation(redirectUri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const [base = '', ...rest] = redirectUri.split('?');
  const pairs = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !reserved.has(nameOf(pair)));
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) pairs.push(`${name}=${encodeURIComponent(value.toWellFormed())}`);
  }
  return pairs.length === 0 ? base : `${base}?${pairs.join('&')}`;
}
