import { type Seconds, seconds } from '../../protocol/units.ts';

/** Seconds that a document is believed: at least, unless it says otherwise, and at most. */
export const documentLifetimes = { least: 60, usual: 300, most: 86_400 } as const;

/** Headers by name in lower case. */
type Headers = Readonly<Record<string, string>>;

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-9]{1,15}$/.test(text.trim()) ? Number(text) : undefined;

/** The directives of `Cache-Control`, with their values. */
function readDirectives(header: string): ReadonlyMap<string, string> {
  const pairs = header.split(',').map((part): [string, string] => {
    const [name = '', ...value] = part.trim().split('=');
    return [name.toLowerCase(), value.join('=').replace(/^"(.*)"$/, '$1')];
  });
  return new Map(pairs);
}

/** What the answer says of how long it is fresh (RFC 9111 §4.2.1); undefined if it says nothing. */
function readFreshness(headers: Headers): number | undefined {
  const directives = readDirectives(headers['cache-control'] ?? '');
  if (['no-store', 'no-cache', 'private'].some((name) => directives.has(name))) return 0;
  const maxAge = numberOf(directives.get('s-maxage')) ?? numberOf(directives.get('max-age')); // we answer for many, as a shared cache does
  if (maxAge !== undefined) return maxAge;
  if (headers.expires === undefined) return undefined;
  const expires = Date.parse(headers.expires);
  const date = Date.parse(headers.date ?? '');
  return Number.isNaN(expires) || Number.isNaN(date) ? 0 : Math.floor((expires - date) / 1000); // RFC 9111 §5.3: a date that is none is past
}

/**
 * How long a document is believed that came with these headers, within our own bounds: a document that is never fresh would be fetched for every
 * click, and one that is fresh for a year could never be withdrawn.
 *
 * @see RFC 9111 §4.2, draft-ietf-oauth-client-id-metadata-document-02 §5.2
 */
export function documentLifetime(headers: Headers): Seconds {
  const fresh = readFreshness(headers);
  const left = fresh === undefined ? documentLifetimes.usual : fresh - (numberOf(headers.age) ?? 0);
  return seconds(Math.min(documentLifetimes.most, Math.max(documentLifetimes.least, left)));
}
