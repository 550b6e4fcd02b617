import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form was sent by a page of ours, as the browser tells it: by Fetch Metadata, else by `Origin`. It stands beside the
 * CSRF token, since before sign-in that rests on a cookie which a neighbouring host could have planted.
 */
export function isFromOurPages(headers: IncomingHttpHeaders, accessUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || headers.origin === new URL(accessUrl).origin;
}
