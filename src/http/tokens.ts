import type { IncomingHttpHeaders } from 'node:http';

/** Where a caller's token was found: a cookie travels by itself, so writes made with one need proof of the page's origin. */
export interface PresentedToken {
  readonly token: string;
  readonly from: 'cookie' | 'header';
  /** `DPoP` if that was the scheme of the `Authorization` header (RFC 9449 §7.1). */
  readonly scheme: 'Bearer' | 'DPoP';
}

/** The browser session's cookie: ours, then the one seed 001's scripts send. */
export const sessionCookies = ['grantry_session_token', 'coder_session_token'] as const;

const tokenHeaders = ['coder-session-token', 'grantry-session-token'] as const;

const decodeCookie = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** The cookies of a `Cookie` header (RFC 6265 §4.2.1); of several with one name the first counts. */
export function readCookies(header: string | undefined): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null);
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    cookies[pair.slice(0, equals).trim()] ??= decodeCookie(pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** The token of an `Authorization` header, as a bearer token or with a proof (RFC 6750 §2.1, RFC 9449 §7.1). */
export function readAuthorization(authorization: string | undefined): Pick<PresentedToken, 'token' | 'scheme'> | undefined {
  const [, scheme = '', token] = /^(bearer|dpop) +(\S+) *$/i.exec(authorization ?? '') ?? [];
  return token === undefined ? undefined : { token, scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer' };
}

/**
 * Finds the caller's token: session header, then `Authorization`, then cookie. A header is chosen on purpose and wins over a cookie that the
 * browser sends by itself. Query strings are not read (RFC 9700 §4.3.2).
 */
export function findToken(headers: IncomingHttpHeaders): PresentedToken | undefined {
  for (const name of tokenHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return { token: value, from: 'header', scheme: 'Bearer' };
  }
  const authorized = readAuthorization(headers.authorization);
  if (authorized !== undefined) return { ...authorized, from: 'header' };
  const cookies = readCookies(headers.cookie);
  for (const name of sessionCookies) {
    const cookie = cookies[name];
    if (cookie !== undefined && cookie !== '') return { token: cookie, from: 'cookie', scheme: 'Bearer' };
  }
  return undefined;
}
