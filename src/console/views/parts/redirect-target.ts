/** A redirect URI in words. */
export interface RedirectTarget {
  /** Its host; for an app's own scheme, that scheme. */
  readonly words: string;
  readonly isOnThisComputer: boolean;
  /** Whether a link to it leads somewhere instead of running something. */
  readonly isSafeLink: boolean;
}

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const runningSchemes: ReadonlySet<string> = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:']);

/**
 * Says where a redirect URI leads.
 *
 * @see RFC 8252 §7 for the three kinds native apps use.
 */
export function describeRedirect(redirectUri: string): RedirectTarget {
  const url = URL.parse(redirectUri);
  if (url === null) return { words: redirectUri, isOnThisComputer: false, isSafeLink: false };
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return {
    words: isWeb ? url.host : `the app that opens ${url.protocol} links`,
    isOnThisComputer: isWeb && loopbackHosts.has(url.hostname),
    isSafeLink: !runningSchemes.has(url.protocol),
  };
}
