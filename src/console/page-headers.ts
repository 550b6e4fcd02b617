/** What differs between pages. */
export interface PageHeadersOptions {
  /**
   * Where a form's answer may redirect to besides this deployment, as CSP sources: browsers hold `form-action` against
   * redirects too, so a consent page names the application it answers. @default []
   */
  readonly formTargets?: readonly string[];
  /**
   * Keeps the link to the window that opened this one: an application may open sign-in and consent as a pop-up and wait for it
   * to come back. @default false
   */
  readonly mayBePopup?: boolean;
}

/** The security headers of a page, by lower-case name. */
export interface PageHeaders extends Readonly<Record<string, string>> {
  readonly 'content-security-policy': string;
}

const sourceShape = /^[a-z][a-z0-9+.-]*:(\/\/[a-z0-9.-]+(:\d+)?)?$/;

/**
 * The CSP source that allows a redirect to `uri`: its origin; for hosts that CSP cannot write (IPv6) and apps' own schemes, its
 * scheme. undefined if it is no URI.
 *
 * @see CSP Level 3 §2.3.1
 */
export function formTargetOf(uri: string): string | undefined {
  const url = URL.parse(uri);
  if (url === null) return undefined;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && sourceShape.test(url.origin) ? url.origin : url.protocol;
}

/** The headers: nothing runs or loads but our own files, nobody frames us, nothing is stored or leaks by referrer. */
export function pageHeaders({ formTargets = [], mayBePopup = false }: PageHeadersOptions = {}): PageHeaders {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' https: data:",
    `form-action ${["'self'", ...formTargets.filter((source) => sourceShape.test(source))].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': mayBePopup ? 'unsafe-none' : 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
