/** Parameters of our own answer: a registered redirect URI that has them in its query does not get to speak for us. */
const reserved: ReadonlySet<string> = new Set(['code', 'error', 'error_description', 'error_uri', 'state', 'iss', 'response']);

const nameOf = (pair: string): string => {
  const name = pair.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
};

/** The parameters of an answer; those that are undefined are left out. */
export type AnswerParameters = Readonly<Record<string, string | undefined>>;

const encodePairs = (parameters: AnswerParameters): readonly string[] =>
  Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value.toWellFormed())}`));

/**
 * Adds an answer's parameters to a redirect URI, and keeps the query it has (RFC 6749 §3.1.2, §4.1.2).
 */
export function makeRedirectLocation(redirectUri: string, parameters: AnswerParameters): string {
  const [base = '', ...rest] = redirectUri.split('?');
  const pairs = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !reserved.has(nameOf(pair)));
  pairs.push(...encodePairs(parameters));
  return pairs.length === 0 ? base : `${base}?${pairs.join('&')}`;
}

/** Puts an answer's parameters into the fragment, which redirect URIs have none of (OAuth 2.0 Multiple Response Type Encoding Practices §2.1). */
export const makeFragmentLocation = (redirectUri: string, parameters: AnswerParameters): string =>
  `${redirectUri}#${encodePairs(parameters).join('&')}`;
