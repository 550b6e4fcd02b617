/** What may stand in a URI (RFC 3986 §2): printable ASCII without quotes, angle brackets, backslash, caret, backtick and braces. */
const uriText = /^(?:[\x21\x23\x24\x26-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]|%[0-9a-f]{2})+$/i;
/** Scheme, host, port and path of an http URI; user information is not taken, and query and fragment are dropped. */
const httpUri = /^(https?):\/\/([^/?#@[\]:]+|\[[0-9a-f:.]+\])(?::([0-9]{0,5}))?(\/[^?#]*)?(?:\?[^#]*)?(?:#.*)?$/i;
const unreserved = /^[A-Za-z0-9._~-]$/;
const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Longest URI that is looked at, in letters. */
const maxLength = 2048;

/** RFC 3986 §6.2.2.1 and §6.2.2.2: escapes that need not be are undone, the others are in upper case. */
const normalizeEscapes = (text: string): string =>
  text.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const letter = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return unreserved.test(letter) ? letter : escaped.toUpperCase();
  });

/** RFC 3986 §5.2.4, for a path that begins with a slash. */
function removeDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  const last = segments.at(-1);
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  if (last === '.' || last === '..') kept.push('');
  return `/${kept.join('/')}`;
}

/**
 * One spelling for the URIs of one http resource: letter case of scheme and host, a default port, dot segments and escapes that need not
 * be do not count, and query and fragment are left out. undefined if the text is no http URI, or names a user.
 *
 * @see RFC 9449 §4.3, RFC 3986 §6.2.2, §6.2.3
 */
export function normalizeTargetUri(uri: string): string | undefined {
  if (uri.length > maxLength || !uriText.test(uri)) return undefined;
  const [, scheme = '', host = '', port = '', path = '/'] = httpUri.exec(uri) ?? [];
  if (host === '' || Number(port) > 65_535) return undefined;
  const lowerScheme = scheme.toLowerCase();
  const isDefault = port === '' || Number(port) === defaultPorts[lowerScheme];
  const authority = normalizeEscapes(host).toLowerCase() + (isDefault ? '' : `:${Number(port)}`);
  return `${lowerScheme}://${authority}${removeDotSegments(normalizeEscapes(path))}`;
}
