/**
 * Where a browser goes after linking: only path and query of what was asked for, so that the flow sends nobody to another host.
 *
 * Leading slashes are made one, since `//host` names a host (RFC 3986 §4.2).
 */
export function returnPath(asked: string | undefined, providerId: string): string {
  const fallback = `/external-auth/${providerId}?redirected=true`;
  if (asked === undefined || asked === '' || !URL.canParse(asked, 'http://here')) return fallback;
  const { pathname, search } = new URL(asked, 'http://here');
  return pathname.replace(/^\/*/, '/') + search;
}
