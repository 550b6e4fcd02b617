/** The headers of a page that is shown to a person. No opener policy: it may be a client's pop-up, which the client waits for. */
export const pageHeaders = (contentSecurityPolicy: string): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer', // the URL names the client and its state
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY', // RFC 6749 §10.13, for browsers that do not know frame-ancestors
});
