import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that carries a cookie was made by our own pages, as the browser tells it (Fetch Metadata, else `Origin`).
 * A request with neither header was not made by a page of another site, since browsers send `Origin` with every such write.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, accessUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || headers.origin === new URL(accessUrl).origin;
}
