const isAbsolute = /^https?:\/\//i;

const withoutSlashes = (text: string): string => text.replace(/\/+$/, '');

/** Where the API of a base URL is, in one spelling: schemes and hosts have no case, and a slash at the end means nothing. */
export function normalizeBaseUrl(baseUrl: string): string {
  const trimmed = withoutSlashes(baseUrl.trim());
  return trimmed.replace(/^https?:\/\/[^/?#]+/i, (origin) =>
    origin.toLowerCase().replace(/^(https:\/\/.*):443$|^(http:\/\/.*):80$/, '$1$2'),
  );
}

const originOf = (url: string): string => /^https?:\/\/[^/?#]+/.exec(normalizeBaseUrl(url))?.[0] ?? '';

/** The path below the API's base, without query: of a path, a template, or a full URL in any spelling. */
export function apiPath(url: string, baseUrl: string): string {
  const path = (isAbsolute.test(url) ? normalizeBaseUrl(url) : url).replace(/[?#].*$/, '');
  const base = normalizeBaseUrl(baseUrl);
  const isBelow = path === base || path.startsWith(`${base}/`);
  const below = withoutSlashes(isBelow ? path.slice(base.length) : path);
  return below === '' || below.startsWith('/') || isAbsolute.test(below) ? below : `/${below}`;
}

/** `https://uploads.github.com` takes release assets with the same tokens as `https://api.github.com`; `ghe.com` has the like. */
const uploadsOrigin = (origin: string): string =>
  origin.replace(/^https:\/\/api\.((?:[a-z0-9-]+\.)?(?:github|ghe)\.com)$/, 'https://uploads.$1');

/**
 * Whether a credential for the API at `baseUrl` may go with a request: only to that origin, its uploads, and hosts named as trusted.
 *
 * A URL from a payload or a `Link` header must not carry a token to whoever wrote it there.
 *
 * @param trustedHosts more hosts (`HOST` or `HOST:PORT`), or `*` for any
 */
export function mayAuthenticate(url: string, baseUrl: string, trustedHosts: readonly string[]): boolean {
  if (!/^(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}/i.test(url)) return true; // a path, or a template that starts with one
  const origin = originOf(url);
  if (origin === '' || origin.includes('@') || origin.includes('\\')) return false;
  const base = originOf(baseUrl);
  return (
    origin === base || origin === uploadsOrigin(base) || trustedHosts.includes('*') || trustedHosts.includes(origin.replace(/^.*\/\//, ''))
  );
}

/** The API whose tokens a base URL takes: release assets are uploaded to another host, or below another path. */
export const apiBaseUrl = (baseUrl: string): string =>
  normalizeBaseUrl(baseUrl)
    .replace(/^https:\/\/uploads\.((?:[a-z0-9-]+\.)?(?:github|ghe)\.com)$/, 'https://api.$1')
    .replace(/\/api\/uploads$/, '/api/v3');

/**
 * Where people sign in and tokens are exchanged, for the API at a base URL.
 *
 * @see https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/about-github-enterprise-cloud-with-data-residency
 */
export function loginUrl(baseUrl: string): string {
  const base = normalizeBaseUrl(baseUrl);
  return base
    .replace(/^https:\/\/api\.github\.com$/, 'https://github.com')
    .replace(/^https:\/\/api\.([a-z0-9-]+\.ghe\.com)$/, 'https://$1')
    .replace('/api/v3', '');
}
