/** Scheme, optional authority, and the rest, none of it a fragment (RFC 3986 §4.3). */
const absoluteUri = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^#]*)$/i;
const uriText = /^[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/;
/** Longest resource indicator that is kept, in letters. */
const maxLength = 2048;

const defaultPorts: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/** Whether the text is an absolute URI without a fragment (RFC 8707 §2). */
export function isResourceIndicator(text: string): boolean {
  if (text.length > maxLength || !uriText.test(text)) return false;
  const [, scheme = '', host, rest = ''] = absoluteUri.exec(text) ?? [];
  if (scheme === '') return false;
  return host === undefined ? rest !== '' : host !== '';
}

const withoutDotSegments = (path: string): string => {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return kept.join('/');
};

/** One spelling for resources that are the same: letter case, default port, dot segments and a trailing slash do not count (RFC 3986 §6.2). */
export function normalizeResource(uri: string): string {
  const [, scheme = '', host, rest = ''] = absoluteUri.exec(uri) ?? [];
  if (host === undefined) return uri;
  const lowerScheme = scheme.toLowerCase();
  const lowerHost = host.toLowerCase();
  const port = defaultPorts[lowerScheme];
  const origin = port !== undefined && lowerHost.endsWith(port) ? lowerHost.slice(0, -port.length) : lowerHost;
  const query = rest.indexOf('?');
  const path = query === -1 ? rest : rest.slice(0, query);
  return `${lowerScheme}://${origin}${withoutDotSegments(path).replace(/\/+$/, '')}${query === -1 ? '' : rest.slice(query)}`;
}

/** Whether two resource indicators name the same resource. */
export const isSameResource = (a: string, b: string): boolean => a === b || normalizeResource(a) === normalizeResource(b);
